"""YAML → a rulebook: rules, their matchers, phrases, situations. Floor 4."""

"""The variables that products fill in, by name, and where a team's own names begin. Floor 4; data.

A name under an `open` beginning may be a team's own field: it is called unknown only when it is almost a known one.
"""

from __future__ import annotations

from itertools import product
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Names(NamedTuple):
    """What a product fills in."""

    known: frozenset[str]
    open: tuple[str, ...]


def _names(words: str, *crossed: tuple[str, str]) -> frozenset[str]:
    """Words as they are, and every subject with every attribute."""
    pairs: Iterable[tuple[str, str]] = (
        pair for subjects, attributes in crossed for pair in product(subjects.split(), attributes.split())
    )
    return frozenset(words.split()) | {f"{subject}.{attribute}" for subject, attribute in pairs}


# support.zendesk.com, article 4408886858138 (Zendesk Support placeholders reference)
ZENDESK = Names(
    _names(
        "ticket.account ticket.id ticket.title ticket.description ticket.link ticket.url ticket.url_with_protocol "
        "ticket.external_id ticket.encoded_id ticket.via ticket.status ticket.priority ticket.ticket_type ticket.score "
        "ticket.tags ticket.group.name ticket.brand.name ticket.due_date ticket.due_date_with_timestamp "
        "ticket.created_at ticket.created_at_with_timestamp ticket.created_at_with_time ticket.updated_at "
        "ticket.updated_at_with_timestamp ticket.updated_at_with_time ticket.in_business_hours ticket.ccs "
        "ticket.cc_names ticket.organization.name ticket.organization.external_id ticket.organization.details "
        "ticket.organization.notes ticket.organization.id ticket.ticket_form ticket.current_holiday_name "
        "ticket.comments ticket.public_comments ticket.comments_formatted ticket.public_comments_formatted "
        "ticket.latest_comment ticket.latest_public_comment ticket.latest_comment_formatted ticket.latest_comment_html "
        "ticket.latest_comment_rich ticket.latest_public_comment_formatted ticket.latest_public_comment_html "
        "ticket.latest_public_comment_rich ticket.verbatim_description satisfaction.rating_section "
        "satisfaction.rating_url satisfaction.current_rating satisfaction.current_comment "
        "satisfaction.positive_rating_url satisfaction.negative_rating_url "
        "agent.name agent.first_name agent.last_name agent.signature agent.email",
        (
            "ticket.requester ticket.assignee ticket.submitter current_user",
            "name first_name last_name email language phone external_id details notes time_zone id role extended_role "
            "organization organization.name signature locale tags",
        ),
    ),
    (
        "ticket.ticket_field_", "ticket.organization.custom_fields.", "ticket.requester.custom_fields.",
        "ticket.assignee.custom_fields.", "ticket.submitter.custom_fields.", "current_user.custom_fields.",
        "ticket.ccs[", "ticket.comments[", "ticket.public_comments[", "dc.", "custom_object.",
    ),
)  # fmt: skip

# Freshdesk's own helper of ticket placeholders; custom fields stand beside the fields of its own
FRESHDESK = Names(
    _names(
        "ticket.id ticket.subject ticket.description ticket.url ticket.portal_url ticket.public_url ticket.tags "
        "ticket.latest_public_comment ticket.latest_private_comment ticket.group.name ticket.status ticket.priority "
        "ticket.source ticket.ticket_type ticket.from_email ticket.portal_name ticket.product_description "
        "ticket.due_by_time ticket.satisfaction_survey ticket.surveymonkey_survey ticket.internal_group.name "
        "ticket.billable_hours ticket.total_time_spent helpdesk_name comment.body comment.commenter.name",
        ("ticket.agent ticket.internal_agent", "name email"),
        ("ticket.requester", "name firstname lastname email phone address company_name unique_external_id"),
        ("ticket.company", "name description note domains health_score account_tier renewal_date industry"),
    ),
    ("ticket.cf_", "ticket.requester.", "ticket.company.", "ticket."),
)

# chatwoot, shared/constants/messages.js (MESSAGE_VARIABLES)
CHATWOOT = Names(
    _names(
        "conversation.id contact.id contact.phone contact.phone_number inbox.name account.name",
        ("contact agent", "name first_name last_name email"),
    ),
    ("contact.custom_attribute.", "conversation.custom_attribute."),
)

# Rocket.Chat, omnichannel/components/CannedResponse/MarkdownTextEditor/InsertPlaceholderDropdown.tsx
ROCKET_CHAT = Names(_names("", ("contact", "name email phone"), ("agent", "name email")), ())

# help.front.com, article 2306 (variables in message templates and signatures)
FRONT = Names(
    _names(
        "account.name conversation.id conversation.public_id conversation.ticket_id message.id "
        "message.public_id survey",
        ("recipient", "handle email twitter phone name first_name last_name link"),
        ("user", "id name first_name last_name email"),
    ),
    ("recipient.", "account.", "conversation."),
)

# gorgias-help-center.gorgias.help, article 81845 (Macro Variables 101), and its dashboard's list of variables
GORGIAS = Names(
    _names(
        "ticket.id ticket.channel ticket.subject ticket.last_message_datetime ticket.created_datetime "
        "ticket.opened_datetime ticket.updated_datetime ticket.account.domain ticket.sender.email "
        "ticket.receiver.email satisfaction_survey_url",
        ("ticket.customer", "id firstname lastname name email"),
        ("ticket.assignee_user", "id name firstname lastname email"),
        ("current_user", "id firstname lastname name email bio"),
    ),
    ("ticket.messages[", "ticket.first_message.", "ticket.customer.integrations.", "ticket.customer.data.",
     "ticket.customer.meta.", "ticket.customer.custom_fields", "ticket.custom_fields"),
)  # fmt: skip

# Zammad admin documentation, system/variables; objects may have a team's own attributes
ZAMMAD_PEOPLE = "ticket.customer ticket.owner ticket.created_by ticket.updated_by user"
ZAMMAD = Names(
    _names(
        "ticket.id ticket.number ticket.title ticket.note ticket.tags ticket.created_at ticket.updated_at "
        "ticket.close_at ticket.pending_time ticket.escalation_at ticket.first_response_at ticket.last_contact_at "
        "ticket.article_count ticket.type ticket.state.name ticket.priority.name ticket.group.name ticket.group.note "
        "ticket.group.email_address.email ticket.group.signature.body ticket.organization.name "
        "ticket.organization.note ticket.organization.domain "
        "article.body article.subject article.from article.to article.cc config.fqdn "
        "config.http_type config.organization config.product_name config.ticket_hook user.organization.name",
        (
            ZAMMAD_PEOPLE,
            "id login firstname lastname fullname email phone mobile fax web department street zip city country "
            "address vip note",
        ),
    ),
    ("ticket.", "user.", "article.", "config."),
)

# Intercom fills any attribute of a person, a company or a conversation; these are there from the start
INTERCOM = Names(
    _names(
        "first_name last_name name email phone user_id conversation.id conversation.title company.id",
        ("user lead contact", "name first_name last_name email phone user_id city country region"),
        ("company", "name id industry website size plan"),
        ("teammate author admin", "name first_name last_name email"),
    ),
    ("",),
)

NAMES_OF: Mapping[str, Names] = MappingProxyType(
    {
        "zendesk": ZENDESK,
        "freshdesk": FRESHDESK,
        "chatwoot": CHATWOOT,
        "rocketchat": ROCKET_CHAT,
        "front": FRONT,
        "gorgias": GORGIAS,
        "zammad": ZAMMAD,
        "intercom": INTERCOM,
    }
)

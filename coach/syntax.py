"""What parsers of YAML, TOML and regular expressions complain of, in Chinese. Floor 2.

In: a complaint in the parser's own English. Out: a sentence; what no table knows is told in general, with the English
behind it for who has to look it up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# the beginning of a complaint → what is wrong; of several that fit the longest counts
YAML: Mapping[str, str] = {
    "found a tab character": "缩进里有 Tab，请改用空格",
    "found character '\\t'": "缩进里有 Tab，请改用空格",
    "found character that cannot start any token": "这个字符不能放在值的开头，请给整个值加引号",
    "found character": "这个字符不能放在值的开头，请给整个值加引号",
    "found unexpected end of stream": "引号没有合上",
    "found unexpected document separator": "引号没有合上",
    "but found another document": "一个文件里只能有一份内容，请去掉“---”",
    "mapping values are not allowed": "这里不该有冒号；值里有冒号就给它加引号",
    "block sequence entries are not allowed": "这里不该有“- ”，列表请另起一行",
    "sequence entries are not allowed": "这里不该有“- ”，列表请另起一行",
    "mapping keys are not allowed": "这里不该有“? ”，值里有问号就给它加引号",
    "did not find expected key": "缩进没对齐，或者引号后面多了字",
    "expected <block end>": "缩进没对齐，或者引号后面多了字",
    "did not find expected '-' indicator": "列表中间混进了“键: 值”，请检查缩进",
    "did not find expected ',' or ']'": "方括号没有合上，或少了逗号",
    "expected ',' or ']'": "方括号没有合上，或少了逗号",
    "did not find expected ',' or '}'": "花括号没有合上，或少了逗号",
    "expected ',' or '}'": "花括号没有合上，或少了逗号",
    "did not find expected node content": "这里缺了内容，或多了一个括号、逗号",
    "expected the node content": "这里缺了内容，或多了一个括号、逗号",
    "did not find expected <document start>": "后面多出了内容，请检查括号和缩进",
    "expected '<document start>'": "后面多出了内容，请检查括号和缩进",
    "could not find expected ':'": "这一行少了冒号",
    "found undefined alias": "不支持 YAML 别名（&、*），请写全",
    "found duplicate anchor": "不支持 YAML 别名（&、*），请写全",
    "did not find expected alphabetic": "“&”“*”“!”开头的值请加引号",
    "found undefined tag handle": "不支持 YAML 标签（!），请给值加引号",
    "found unknown escape character": "双引号里不认识这个“\\”，请改用单引号",
    "did not find expected hexdecimal number": "双引号里的“\\x”“\\u”写得不完整",
    "did not find expected comment or line break": "“|”“>”后面要直接换行；值以它开头就加引号",
    "expected a comment or a line break": "“|”“>”后面要直接换行；值以它开头就加引号",
    "found unknown directive name": "“%”不能放在行首",
    "exceeded maximum nesting depth": "嵌套过深",
    "found incompatible YAML document": "不支持这个 YAML 版本",
}
TOML: Mapping[str, str] = {
    "Invalid value": "值写得不对；文字要加引号",
    "Invalid value (at end of document)": "值还没写完，是不是少了括号？",
    "Unterminated string": "引号没有合上",
    'Expected "\'"': "引号没有合上",
    "Unclosed array": "方括号没有合上",
    "Unclosed inline table": "花括号没有合上",
    "Expected ']' at the end of a table declaration": "表名的方括号没有合上",
    "Expected ']]' at the end of an array declaration": "表名的方括号没有合上",
    "Expected '=' after a key": "键后面少了等号",
    "Expected newline or end of document": "一行只能写一项，后面多出了内容",
    "Invalid statement": "应写成“键 = 值”，中文的键要加引号",
    "Invalid initial character for a key": "这里应当是一个键，中文的键要加引号",
    "Cannot overwrite a value": "这个键前面已经写过",
    "Duplicate inline table key": "这个键前面已经写过",
    "Cannot declare": "这张表前面已经写过",
    "Cannot mutate immutable namespace": "这张表前面已经写完，不能再加",
    "Cannot redefine namespace": "这张表前面已经写过",
    "Unescaped '\\'": "双引号里不认识这个“\\”，请改用单引号",
    "Invalid hex value": "“\\u”后面写得不完整",
    "Escaped character is not a Unicode": "“\\u”后面不是一个字符",
    "Illegal character": "引号里不能换行，也不能有控制字符",
    "Found invalid character": "有控制字符，请删去",
    "Invalid date or datetime": "日期写得不对",
}
NO_LOOKING_ROUND = "不支持环视（(?=、(?!、(?<=、(?<!），可改用 unless 或 within"
PATTERN: Mapping[str, str] = {
    "invalid perl operator: (?=": NO_LOOKING_ROUND,
    "invalid perl operator: (?!": NO_LOOKING_ROUND,
    "invalid perl operator: (?<": NO_LOOKING_ROUND,
    "invalid perl operator: (?P": "不支持反向引用，请把两处各写一遍",
    "invalid perl operator": "不支持这种“(?”写法",
    "invalid escape sequence": "不支持这个“\\”写法；反向引用也不支持",
    "missing )": "左括号“(”没有合上",
    "unexpected )": "多了一个右括号“)”",
    "missing ]": "方括号“[”没有合上",
    "no argument for repetition operator": "“*”“+”“?”前面要有内容",
    "missing argument to repetition operator": "“*”“+”“?”前面要有内容",
    "bad repetition operator": "重复的符号不能连着写",
    "invalid repetition size": "重复次数最多 1000，而且要从小到大",
    "invalid character class range": "方括号里的范围不对，或没有这个类别",
    "invalid character class": "方括号里的内容不对",
    "trailing \\": "末尾多了一个“\\”",
    "invalid named capture group": "组名不对，只能用字母、数字和下划线",
    "duplicate capture group name": "组名用了两次",
    "pattern too large": "太大了，请减少重复次数或拆开",
}


def in_chinese(complaint: str, table: Mapping[str, str]) -> str:
    """Say in Chinese what a parser complains of."""
    known = max((start for start in table if complaint.startswith(start)), key=len, default="")
    return table[known] if known else f"看不懂这里的写法（{complaint}）"

"""The four states of a value or a mark, and why: one small integer a jurisdiction and node.

`code = 100 × state + reason`, the graver state the greater code, so that what is made from several parts takes the
greatest: missing before not assessed before not applicable. One that blocks carries `+ 1000` on its way up the tree.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from scoring.sql.integer import FALSE, TRUE
from scoring.words import Text

REPORTED: Final = 0
NOT_APPLICABLE: Final = 1
NOT_ASSESSED: Final = 2
MISSING: Final = 3
BLOCKED: Final = 1000

STATES: Final = ("reported", "not_applicable", "not_assessed", "missing")
STATE_WORDS: Final[dict[str, Text]] = {
    "reported": Text("已报", "reported"),
    "missing": Text("未报", "missing"),
    "not_applicable": Text("不适用", "not applicable"),
    "not_assessed": Text("未测评", "not assessed"),
}

# Being out of scope or not due says least, so within a state any other reason outranks it.
NONE: Final = 0
NOT_DUE: Final = 1
OUT_OF_SCOPE: Final = 2
DECLARED: Final = 3
REFUSED: Final = 4
UNREASONED: Final = 5
NOT_SUBMITTED: Final = 6
ZERO_BY_ZERO: Final = 7
BY_ZERO: Final = 8
NO_HISTORY: Final = 9
BASELINE_ZERO: Final = 10
NO_RECORD: Final = 11
BELOW_SAMPLE: Final = 12
COVERAGE: Final = 13
NO_TARGET: Final = 14
COVERAGE_BELOW: Final = 15
NO_MEAN: Final = 16
OUTSIDE: Final = 17
NO_RATE: Final = 30
TARGET_UNKNOWN: Final = 40
TARGET_ZERO: Final = 41
CONSTANT_GROUP: Final = 42
NO_GROUP: Final = 43
CASE_UNKNOWN: Final = 44
BY_RULE: Final = 45
EQUAL_POSTS: Final = 46
GROUP_ZERO: Final = 48
NO_UNITS: Final = 47

VOID: Final = 50
UNSETTLED: Final = 51
NOTHING_DUE: Final = 52

REASON_WORDS: Final[dict[int, Text]] = {
    NONE: Text("", ""),
    NOT_SUBMITTED: Text("应报未报", "due but not submitted"),
    UNREASONED: Text("填“不适用”但未写理由", "marked N/A without a reason"),
    DECLARED: Text("填报不适用并附理由", "declared not applicable, with a reason"),
    REFUSED: Text("填报内容无法采信，见数据问题", "the submitted value was refused, see findings"),
    OUT_OF_SCOPE: Text("本条不适用于该地区", "the item does not apply to this jurisdiction"),
    NOT_DUE: Text("本期不测评", "not due in this period"),
    ZERO_BY_ZERO: Text("分子分母均为零", "zero over zero"),
    BY_ZERO: Text("分母为零而分子不为零", "division by zero"),
    NO_HISTORY: Text("没有可比的上期数据", "no comparable earlier value"),
    BASELINE_ZERO: Text("基期为零，增幅无定义", "growth from a baseline of zero is undefined"),
    NO_RATE: Text(
        "首末两期的值正负不同，没有复合增幅",
        "its first and last values differ in sign, and no compound growth leads from one to the other",
    ),
    NO_RECORD: Text("没有测评记录", "no assessment was recorded"),
    BELOW_SAMPLE: Text("有效样本低于最低要求", "fewer valid answers than the minimum sample"),
    COVERAGE: Text("已测评部分低于最低覆盖率", "too little of it was assessed"),
    COVERAGE_BELOW: Text("下级已测评部分低于最低覆盖率", "too little was assessed below it"),
    OUTSIDE: Text("取值超出变换的定义域", "the value lies outside what its transform is defined for"),
    NO_MEAN: Text("下级得分不能取所规定的平均", "its parts' marks have no mean of the kind it asks for"),
    NO_TARGET: Text("名录中缺少确定目标值所需的信息", "the roster lacks what its target depends on"),
    TARGET_UNKNOWN: Text("缺少计算目标值所需的数据", "what its target is worked out from is not known"),
    TARGET_ZERO: Text("目标值不大于零，无法按它计分", "its target is not above zero, so nothing can be scored by it"),
    CONSTANT_GROUP: Text("同组各地数值相同，无法比较", "the whole group has the same value, so none can be told apart"),
    VOID: Text("评分均为废票", "every mark given is void"),
    NOTHING_DUE: Text("本期没有应报的次数", "nothing was to be sent in this period"),
    UNSETTLED: Text("尚有未审查的项，结果未定", "items not reviewed yet could alter the outcome"),
    NO_GROUP: Text("没有可比的同组地区", "there is no group to compare it with"),
    CASE_UNKNOWN: Text("缺少判定适用哪种情形所需的数据", "which case applies cannot be told from what is known"),
    GROUP_ZERO: Text("同组作除数的数不大于零", "what values of its group are divided by is not above zero"),
    EQUAL_POSTS: Text("最差值与最优值相同，无法按比例", "its worst and best value are the same, with nothing between"),
    NO_UNITS: Text("没有可平均的单位", "there are no units to average over"),
    BY_RULE: Text("按计分规则", "as the rule says"),
}


def code(state: int, reason: int = NONE) -> int:
    """The code of a state with its reason.

    >>> code(MISSING, NOT_SUBMITTED)
    306
    """
    return 100 * state + reason


def state_of(code_: int) -> str:
    """The state's name, whatever the reason and whether or not it blocks.

    >>> state_of(107), state_of(1306)
    ('not_applicable', 'missing')
    """
    return STATES[code_ % BLOCKED // 100]


def reason_of(code_: int) -> Text:
    """Why it has that state, in words."""
    return REASON_WORDS[code_ % 100]


def is_out(state: str, column: str) -> str:
    """The SQL condition that a state column holds one of the three states that are not `reported`.

    >>> is_out("missing", '"s1"')
    '("s1" % 1000 BETWEEN 300 AND 399)'
    """
    low = 100 * STATES.index(state)
    if column.isdigit():
        return TRUE if int(column) % BLOCKED // 100 * 100 == low else FALSE
    return f"({column} % {BLOCKED} BETWEEN {low} AND {low + 99})"


def reported(column: str) -> str:
    """The SQL condition that a state is `reported`; decided where the state is the same for everyone.

    >>> reported('"s1"'), reported("0"), reported("101")
    ('"s1" = 0', 'TRUE', 'FALSE')
    """
    if column.isdigit():
        return TRUE if int(column) == REPORTED else FALSE
    return f"{column} = {REPORTED}"


def gravest(columns: Sequence[str]) -> str:
    """SQL for the code of what is made from several parts: the greatest of theirs, zero where all are reported.

    >>> gravest(["a", "b"])
    'greatest(a, b)'
    """
    columns = [column for column in columns if column != str(REPORTED)]
    # No state is ever NULL, so that `greatest`, which skips NULLs, skips none.
    if len(columns) < 2:
        return columns[0] if columns else "0"
    return f"greatest({', '.join(columns)})"

"""Frameworks: which steps a reply takes, where, which it misses, which come too late."""

from __future__ import annotations

import json

import pytest

from coach.errors import ProblemsError
from coach.outline import SCENE_OWN, Outline, framework_names
from coach.review import review
from coach.rulebook.situation import SCENES, Situation
from coach.text import Draft
from tests.rulebooks import packaged, rulebook
from tests.test_cli import Run, run  # noqa: F401  (a fixture)

WHOLE = {
    "服务恢复四步": "等了三天还没收到，是我们没跟住，抱歉。方便发一下手机尾号吗？我已登记加急，明天12点前给您回复。",
    "案例五步": "让您白等了，真的抱歉。因为分拨中心升级，这单慢了。预计明天18点前送达。为表歉意，补您一张5元券。谢谢您告诉我们，我会跟进到签收。",
    "APPLE": "李女士您好，看到您想换大一码。请问收货地址还是原来的吗？我已帮您登记换货，今天寄出。您看这样可以吗？有任何不对，直接回这条就能找到我。",
    "丽思卡尔顿三步": "王先生，早上好。您要的靠窗座位留好了。祝您一路顺风。",
    "HEARD": "看到了，您的蛋糕送到时塌了一半。生日碰上这种事，换谁都会难受。真的对不起。我已安排重做，今天15点前送到。",
    "LAST": "看到您说屏幕一直闪，这样没法用，抱歉。我已为您登记换新，今天寄出。谢谢您把视频发来。",
    "LATTE": "您说的漏液我看到了。这确实不应该，抱歉。我已补发一瓶，明天18点前到。谢谢您告诉我们。原因是瓶盖没压紧。",
    "四段式": "让您等了3天，抱歉。这件事由我跟到底。我已登记加急。今天18点前给您结果。",
}
MISSING = [
    ("服务恢复四步", "我已登记加急。", ["承认并道歉", "了解问题", "跟进"]),
    ("四段式", "我们会尽快处理。", ["承认", "担当", "时限"]),
    ("四段式", "抱歉，今天18点前给您回复。", ["担当", "行动"]),
    ("丽思卡尔顿三步", "可以的。", ["热情问候", "称呼姓名", "亲切告别"]),
    ("案例五步", "由于系统升级，订单晚了。", ["倾听同理", "设定新期望", "替代或补偿", "感谢与跟进"]),
    ("LAST", "已为您换新，谢谢。", ["倾听（Listen）", "道歉（Apologize）"]),
]
SKELETONS = {
    "complaint": "您为这件事来了三次，是我们没跟住，抱歉。由我跟到底：已重新登记并加急，今天18点前给您结论，周五我再联系您确认。",
    "logistics-delay": "等了4天还没到，抱歉。包裹停在中转站，我已登记加急，预计明天送达；等不及也可以选择退款。明天18点我主动给您更新。",
    "refund": "收到的灯是碎的，抱歉。已为您提交退款，1-3个工作日原路到账，请您核对一下金额。",
    "refusal": "想全额退，我理解您的想法。因为超过了七天，这一项办不成，不过可以换货或者退差价。不认可的话，可以申请复核。",
    "waiting": "我正在核对签收记录，大约10分钟；不管有没有结论，15:00前都先回复您。",
    "comfort": "孩子等着用，换谁都会着急。我先帮您联系最近的门店，今天12点前把结果告诉您。",
    "tech-support": "请先打开“设置”，再点“网络”重置。如果还是不行，把那一屏截图发我。",
    "follow-up": "这是您第二次为同一件事来，抱歉。换我负责，明天12点前给您书面结果。",
    "closing": "不客气，有任何不对直接回这条，祝您顺利。",
    "public-reply": "谢谢您指出来。我们核实后已调整排班。请从订单页联系我们，今天18点前给您答复。",
    "consult": "可以的，打开“我的”，点“订单”就能改。",
    "outage": "支付功能从10:00起受影响，我们正在修复，预计12:00前恢复；每小时向您更新一次。",
    "info-collect": "为了核对身份，麻烦您发一下手机尾号。收到后1小时内给您结果。",
}  # fmt: skip


def outline(name: str, text: str, scene: str | None = None) -> Outline:
    (found,) = review(Draft.of(text), packaged(), Situation(scene=scene), (name,)).outlines
    return found


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_reply_takes_every_step_in_order(name: str) -> None:
    steps = outline(name, WHOLE[name]).steps
    assert [(step.title, step.late) for step in steps if step.span is None or step.late] == []


def test_every_framework_is_tried() -> None:
    assert set(framework_names(packaged())) == {*WHOLE, SCENE_OWN}


@pytest.mark.parametrize(("name", "text", "missing"), MISSING)
def test_missing_steps_are_named_with_what_to_add(name: str, text: str, missing: list[str]) -> None:
    steps = outline(name, text).steps
    assert [step.title for step in steps if step.span is None] == missing
    assert all(bool(step.advice) == (step.span is None) for step in steps)


@pytest.mark.parametrize("scene", SKELETONS)
def test_a_scene_has_its_own_skeleton(scene: str) -> None:
    (found,) = review(Draft.of(SKELETONS[scene]), packaged(), Situation(scene=scene)).outlines
    assert [step.title for step in found.steps if step.span is None or step.late] == []


def test_a_skeleton_is_shown_only_when_the_scene_was_said() -> None:
    text = "您的快递还在路上。"
    assert review(Draft.of(text), packaged(), Situation(customer="快递还没到，催一下")).outlines == ()
    assert [each.name for each in review(Draft.of(text), packaged(), Situation(scene="refund")).outlines] == [
        "退款骨架"
    ]
    asked = review(Draft.of(text), packaged(), Situation(customer="快递还没到，催一下"), (SCENE_OWN,)).outlines
    assert [each.name for each in asked] == ["物流延误骨架"]


def test_a_step_behind_those_that_should_follow_it_is_late() -> None:
    steps = outline("四段式", "今天18点前给您结果。我已登记加急。由我跟到底。抱歉，让您久等了。").steps
    assert [(step.title, step.late) for step in steps] == [
        ("承认", True),
        ("担当", True),
        ("行动", True),
        ("时限", False),
    ]


def test_one_step_out_of_order_is_seen_among_others_in_order() -> None:
    steps = outline("四段式", "我已登记加急。抱歉，让您久等了，这件事由我跟到底。今天18点前给您结果。").steps
    assert [step.title for step in steps if step.late] == ["承认"]


def test_spans_slice_the_draft() -> None:
    text = "　抱歉，让您久等了。今 天 18 点前给您结果。"
    places = {step.title: text[step.span.start : step.span.end] for step in outline("四段式", text).steps if step.span}
    assert places == {"承认": "抱歉", "时限": "今 天 18 点前"}


def test_the_view_and_json_show_the_steps(run: Run) -> None:  # noqa: F811
    arguments = ("check", "--isolated", "--text", "抱歉，今天18点前给您回复。", "--framework", "四段式")
    assert "✓  承认「抱歉」" in run(*arguments).out and "✗  担当　缺：" in run(*arguments).out
    data = json.loads(run(*arguments, "--output-format", "json").out)["reviews"][0]["frameworks"]
    assert [step["state"] for step in data[0]["steps"]] == ["present", "missing", "missing", "present"]


def test_an_unknown_framework_is_refused(run: Run) -> None:  # noqa: F811
    told = run("check", "--isolated", "--text", "好", "--framework", "四段")
    assert told.status == 2 and "没有“四段”这个框架，是不是“四段式”？" in told.err


@pytest.mark.parametrize(
    ("framework", "message"),
    [
        ("{name: 甲}", "steps 应当是一个列表"),
        ("{name: 甲, steps: [{title: 一}]}", "步骤缺少 when"),
        ("{name: 甲, steps: [{title: 一, when: {cue: 无}}]}", "没有名为“无”的线索"),
        ("{name: 甲, sceens: [], steps: [{title: 一, when: 好}]}", "框架里没有“sceens”这一项，是不是“scenes”？"),
        ("{name: 甲, scenes: [complain], steps: [{title: 一, when: 好}]}", "是不是“complaint”？"),
    ],
)
def test_faults_are_told_at_their_place(framework: str, message: str) -> None:
    with pytest.raises(ProblemsError) as error:
        rulebook(f"pack: demo\nframeworks: [{framework}]\n")
    assert message in str(error.value) and "demo.yaml:2:" in str(error.value)


def test_scenes_of_skeletons_are_scenes() -> None:
    assert {scene for each in packaged().compiled["frameworks"] for scene in each["scenes"]} <= set(SCENES)

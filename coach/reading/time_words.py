"""The words that tell whose a time is, and whether it is a promise. Floor 2.

Out: tuples of folded words for binding.py and times.py; what each list is for stands above it. A word is added here
when a reply is judged wrongly, with a line in tests/test_times.py.
"""

from __future__ import annotations

# Right before a time, and part of it: it is an estimate, a promise or a wait.
LEADS = tuple(
    (
        "预计 预估 预期 估计 大约 约 大概 大致 差不多 通常 一般 正常 最晚 最迟 最快 最多 最长 至多 不会超过 不超过 "
        "不得超过 不晚于 不迟于 将于 会于 将在 会在 将会在 计划 拟于 定于 定在 争取 力争 需要 还需 还要 还得 需 要 得 "
        "等待 等候 稍等 稍候 再等 等 等我 等我们 给我 给我们 稍等我 延长至 顺延至 顺延到 可能 应该 会 将"
    ).split()
)
MEASURES = tuple(
    "时间为 时间是 日期为 日期是 周期为 周期是 周期 时效为 时效是 时效 工期 期限为 时长 时长为 时限为".split()
)
# What is measured with those words must be ours: the time of a delivery, not of a licence.
MEASURED = tuple(
    (
        "收货 到货 送货 送达 发货 出货 上门 配送 派送 取件 回电 回复 预约 处理 退款 到账 完成 恢复 审核 维修 补货 寄 "
        "出库 调货 制作 办理 核实 换货 检测"
    ).split()
)
# Before a time: what comes then is weather, not we.
NATURE = tuple("台风 飓风 降雨 暴雨 雷雨 阵雨 降雪 大雪 暴雪 大风 寒潮 冷空气 高温 降温 气温 沙尘 天气 气象".split())
# Right before a time: it is over, or it is a measure and not a deadline.
PAST_LEADS = tuple(
    (
        "近 最近 过去 已 已经 已有 已等 等了 等待了 等候了 花了 用了 历时 长达 时隔 过了 过 超 满 每 每隔 第 好 整 头 "
        "延迟 推迟 这 那 有效期 有效期为 有效期是 有效期限为 保修 质保 保固 保质期 保修期 质保期 试用 免费 免息 连续 "
        "累计 不到 未满 不满 至少 延误 耽误 耽误了 拖了 久等 晚了 迟了 截止 截至 截止到 截至到 已在 已于 已经在 "
        "已经于 曾在 曾于 早在 刚于 自 自从 让您等 害您等 您等 * × 上 去"
    ).split()
)
NOT_OVER = ("不超过", "不会超过", "不得超过", "不再超过", "不会超")
# Right after a time: whose it is, or what it says of a thing.
TERMS = tuple(
    (
        "无理由 客服 在线 人工 热线 服务 全天 不打烊 营业 值班 值守 都在 均在 保修 质保 保固 包退 包换 免费 有效 失效 "
        "过期 最低 价保 保价 以来 以上 一次 一班 自动取消 自动关闭 自动确认 自动失效 的保 到晚 两头 不一定 不能 无法 "
        "没法 未必 不可 工作制 待命 恭候 为您服务 竭诚 续航 待机 可享 可申请 可以申请 支持 可以免费 可免费 可以取消 "
        "可取消 拍"
    ).split()
)
# After a bare duration: it was suffered, 等五天也急.
ENDURED = ("也", "确实", "真", "实在", "都没", "还没", "没", "未", "不", "才知")
# Anywhere in the clause before, or soon after: the terms of a product, not a promise.
TERMS_BEFORE = tuple(
    (
        "保修 质保 保固 三包 有效期 保质期 价保 保价 最低价 工作时间 服务时间 营业时间 上班时间 在线时间 办公时间 "
        "受理时间 开放时间 客服时间 热线 免费 套餐 流量 会员 免息 账期 质量问题 活动时间 优惠 续航 待机 截止 截至 "
        "活动到"
    ).split()
)
TERMS_AFTER = tuple(
    (
        "质量问题 无理由 可退货 可换货 可以退货 可以换货 可退换 可以退换 申请退 申请换 申请价保 申请差价 出现质量 "
        "最低价 有效 失效 过期 享受 自动取消 自动关闭 保修 价保"
    ).split()
)
# Before a time: what is said is that it will not be so.
NEGATIONS = ("无法", "不能", "没法", "不可能", "难以", "未能", "没能", "不一定", "不保证", "不确定", "没有在")
# What we do, or what comes of it.
OURS = frozenset(
    (
        "回复 回覆 答复 回电 回访 致电 去电 来电 联系 联络 联繫 更新 同步 给您 给你 给到 帮您 帮你 替您 告诉 告知 "
        "通知 反馈 送达 送到 送货 派送 配送 派件 到账 到帐 入账 入帐 发出 发货 发放 发送 发到 发您 发给 出货 处理 "
        "核实 核查 解决 安排 退款 退回 退到 退还 原路 返还 返款 到货 恢复 完成 上线 上架 开放 生效 结果 结论 准话 "
        "跟进 审核 上门 取件 来取 开具 开出 推送 发布 公布 修复 收到 收货 能到 就到 可到 会到 抵达 送过 送至 送上 "
        "发走 发的 发哦 办结 办好 搞定 赔付 激活 开通 揽收 出库 转运 查收 动工 竣工 开工 施工 启动 建成 整改 实施 "
        "回您 覆您 找您 叫您 喊您 落实 交付 推出 改造 出来 打款 下款 录入 受理 作出 核发 入库 出发"
    ).split()
)
OURS_LONG = ("打电话", "电话回", "电话联系", "送您手", "投入使用")
SETTING_OFF, NOT_SETTING_OFF = "发到寄退补送", "现生票布烧起底期店时处位场目的"  # 今天发, but not 今天发现
GOING = ("来", "去", "过")
# Right after a day: one of us is about to act.
SPEAKERS = ("我", "咱", "这边", "专员", "师傅", "同事", "客服", "工程师", "小妹", "妹子", "小二", "主管", "复核")
# The future, certain and likely.
COMING = ("会", "将", "预计", "争取", "计划", "拟", "打算", "准备")
FUTURE = (*COMING, "一定", "尽量", "就", "可以", "能", "再")
FOR_YOU = ("给您", "给你", "为您", "帮您", "替您")
# The customer is to act, though 请 is not said.
TO_US = tuple("联系我 告诉我 告知我 回复我 通知我 反馈给我 联系客服 发给我 发我 传上 发来 发过来 寄回".split())
# The customer is only to wait: the time is ours.
WAITING = ("等", "稍候", "耐心", "保持", "留意", "注意", "关注", "查收", "接听", "畅通")
# After 24小时内: 没有收到 tells what to do if we fail, which makes it a deadline.
FALLBACK = tuple(
    (
        "没有收到 未收到 没收到 没有回复 未回复 没有到账 未到账 没到账 仍未 还没 还未 没有恢复 未恢复 没有更新 没更新 "
        "未更新 没有联系 未联系 没接到 未接到"
    ).split()
)
BEFORE, WITHIN = ("前", "以前", "之前"), ("内", "以内", "之内", "时间内")
# Days that are ahead, whatever is said of them.
AHEAD = ("明", "后天", "大后", "下周", "下个", "下月", "次日", "隔")
# After 的: the time does not describe a thing.
AFTER_DE = tuple("呢 哦 哈 话 噢 喔 时间 时候 样子 上午 下午 工作时间 晚上 吧 呀 啦 亲 请".split())
# Times that may be past: an action alone does not bind them.
TODAY = tuple("今天 今日 今早 本月 这个月 当月 今年 本周 这周 上午 下午 中午 早上 晚上 凌晨".split())
# What customers did then: the time is a date of theirs.
OUR_TURN = ("我们", "我司", "这边", "会", "将", "专员", "给您", "为您", "帮您")
ORDERED = tuple(
    (
        "下单 付款 拍下 购买 提交 申请 签收 支付 报名 下的 拍的 买的 订购 订的 寄的 寄出的 收到的 咨询 反映 反馈的 "
        "投诉 报修 来电的 留言 预约的 登记"
    ).split()
)

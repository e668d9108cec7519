"""共情与回应：一批自拟的回复，该标的要标，该放的要放；文档列出的说法大多要标出来。"""

from __future__ import annotations

import pytest

from tests.rulebooks import families

# （家族，客户的话，回复，要不要标）
# fmt: off
REPLIES = [
    # 空洞共情：该标
    ("hollow-empathy", "等了一个月没退款，骗子", "很能懂您此刻的心境呢。", True),
    ("hollow-empathy", "孩子被欺负了没人管", "同为父母，我们感同身受。", True),
    ("hollow-empathy", "快递第三次丢了，离谱", "我特别能共情您。", True),
    ("hollow-empathy", "客服挂我电话，太差了", "您的情绪我们接收到了。", True),
    ("hollow-empathy", "店員很兇，離譜", "能體會您的感受。", True),
    ("hollow-empathy", "航班取消没人管，崩溃", "抱抱，我要是您我也炸。", True),
    ("hollow-empathy", "扣我钱，凭什么", "嗯嗯，将心比心，我懂的。", True),
    ("hollow-empathy", "投诉了没人理", "我们十分体谅您焦急的心情。", True),
    # 空洞共情：该放
    ("hollow-empathy", "等了一个月没退款，骗子", "一个月没退到账，生气很正常，今天18点前一定给您结果单号。", False),
    ("hollow-empathy", "房间漏水泡了电脑，气死", "电脑泡水耽误您明天开会了，维修师傅十分钟内上楼。", False),
    ("hollow-empathy", "怎么退款", "我理解您想退款，点订单里的“申请退款”就行。", False),
    ("hollow-empathy", "", "感同身受是我们培训的主题。", False),
    ("hollow-empathy", "快递第三次丢了，离谱", "第三次丢件确实说不过去，我先按原价赔您。", False),
    ("hollow-empathy", "航班取消没人管", "取消后没人告诉您怎么办，是我们的疏忽，改签柜台在B3。", False),
    ("hollow-empathy", "", "我懂的，您要的是L码。", False),
    ("hollow-empathy", "扣我钱，凭什么", "这12元是误扣，已退回。", False),
    ("hollow-empathy", "店員很兇，離譜", "店員大聲說話讓您難堪了，店長今天打給您。", False),
    ("hollow-empathy", "嬲死，又壞", "第三次壞真係唔應該，聽日換部新嘅俾你。", False),
    # 转折抵消：该标
    ("but-negation", "孩子发烧想改约", "听说孩子发烧我们也揪心，可名额放出去就收不回来了，没法改。", True),
    ("but-negation", "押金急用", "知道您急用钱，但退押金就是要满30天，提前不了。", True),
    ("but-negation", "能不能送到村里", "村里老人取件不便，我很理解，不过我们就只送到镇上。", True),
    ("but-negation", "想退课", "您说的老师频繁更换属实，对此深感抱歉，然而课程一经开通概不退费。", True),
    ("but-negation", "", "您的意见很中肯，只是现阶段做不到。", True),
    ("but-negation", "想改名字", "打错一个字确实闹心，可出票后名字动不了。", True),
    ("but-negation", "钱被骗了", "您的遭遇令人同情，但这笔钱我们追不回来。", True),
    ("but-negation", "想延期", "工地停工压力大我明白，惟合同没有延期一说，办不了。", True),
    ("but-negation", "能加个座吗", "带老人出行不容易，可惜加不了座。", True),
    ("but-negation", "想换老师", "您说得在理，奈何师资就这么多，换不了。", True),
    ("but-negation", "想退機票", "家裡出事我們深感遺憾，但特價票就是不能退。", True),
    ("but-negation", "想取消", "瞭解您的狀況，不過訂單送出就無法取消了。", True),
    ("but-negation", "想改期", "好明白你嘅難處，但係改唔到期。", True),
    ("but-negation", "想报销", "单子丢了挺可惜的，但没有原件就报不了。", True),
    ("but-negation", "发票抬头错了", "抬头写错是有点麻烦，不过跨月的发票我们不给换。", True),
    ("but-negation", "游戏误充", "小朋友误充您很心痛吧，但充值成功就不退。", True),
    ("but-negation", "想补发", "漏了赠品抱歉，不过赠品送完了，没有了。", True),
    ("but-negation", "", "对不起，但这是规定。", True),
    ("but-negation", "想开门", "您被锁在外面我们也着急，但物业不管开锁。", True),
    ("but-negation", "孩子走丢了能看监控吗", "孩子走丢您肯定急疯了，只是监控只有警察能调，我们开不了。", True),
    ("but-negation", "刚买就降价", "心里不平衡我懂，但保价期过了，差价给不了。", True),
    ("but-negation", "能不能开病假条", "感冒难受我知道，不过没挂号就是开不出来。", True),
    ("but-negation", "想退年卡", "搬家确实没法，可年卡退不了。", True),
    ("but-negation", "要换座", "抱着孩子坐中间是挤，可惜没位置，换不成。", True),
    ("but-negation", "网课没听", "工作忙可以体谅，但过期课程不恢复。", True),
    ("but-negation", "想插队", "老人站着累，我们看着也心疼，但队得照排。", True),
    ("but-negation", "訂單打錯地址", "打錯字難免，不過已出貨就沒辦法改。", True),
    ("but-negation", "想延交学费", "家里困难我们同情，可学费缓交不归我们批。", True),
    ("but-negation", "", "您的建议非常好，然而目前没有计划。", True),
    ("but-negation", "想要原厂件", "想用原厂件很正常，但店里只有副厂的。", True),
    ("but-negation", "想取消會籍", "明白你搬咗屋，但合約期內取消唔到。", True),
    ("but-negation", "孩子中考想调课", "中考是大事我们理解，但老师课表排满了，调不出来。", True),
    ("but-negation", "车票买错了", "买错挺常见的，不过发车前半小时就不能改了。", True),
    ("but-negation", "钱包丢店里了", "丢钱包谁都着急，可监控坏了，查不到。", True),
    ("but-negation", "要延迟退房", "带孩子收拾慢我懂，只是今天满房，延不了。", True),
    ("but-negation", "要求换骑手", "您担心安全是对的，然而派单是系统定的，换不了人。", True),
    ("but-negation", "想退訂閱", "知道您沒在用，但年費不能退喔。", True),
    ("but-negation", "家里停电了交不了作业", "停电确实没办法，但截止时间一到系统就锁，我也打不开。", True),
    ("but-negation", "能不能便宜点", "学生党手头紧我理解，不过价格是总部定的，一分也少不了。", True),
    ("but-negation", "航班取消要住宿", "滞留机场很辛苦，只是天气原因我们不管住宿。", True),
    ("but-negation", "发错颜色要加急", "发错颜色是我们的问题，抱歉，然而加急做不了。", True),
    ("but-negation", "要求看病历", "知道您著急，但病歷不能給家屬看。", True),
    # 转折抵消：该放
    ("but-negation", "孩子发烧想改约", "孩子发烧您肯定着急，不过名额可以顺延，改到周四上午行吗？", False),
    ("but-negation", "押金急用", "知道您急用，虽然要满30天，但可以先退一半，今天到账。", False),
    ("but-negation", "能不能送到村里", "村里取件不便，镇上不过三里地，我让站点周三顺路捎过去。", False),
    ("but-negation", "想退课", "老师换得勤，抱歉；课程开通后不能全退，但剩下的12节可以折现，三天内到账。", False),
    ("but-negation", "", "这件外套不但轻，而且防风。", False),
    ("but-negation", "", "步骤不过两步：扫码、确认。", False),
    ("but-negation", "", "抱歉让您跑了两趟，不过材料我都留好了，签个字就行。", False),
    ("but-negation", "钱被骗了", "您的心情我理解，但钱转出去不到24小时，现在报警可以申请止付，我给您电话。", False),
    ("but-negation", "", "但凡七天内没拆封，都能退。", False),
    ("but-negation", "", "虽然今天满房，但隔壁分店还有两间，要不要帮您订？", False),
    ("but-negation", "想换老师", "您说得对，不过下周二有位新老师到岗，我先给您排上。", False),
    ("but-negation", "", "理解您的担心，但数据都在云端，换手机登录就能看到。", False),
    ("but-negation", "", "遗憾的是票已售罄，不过加场周日放票，我到时短信提醒您。", False),
    ("but-negation", "想退機票", "很遺憾家裡出事，雖然特價票不能退，但可以憑證明免費改期。", False),
    ("but-negation", "", "了解您的狀況，不過還有一個辦法，改成超商取貨明天就到。", False),
    ("but-negation", "想改期", "明白你嘅難處，改期要加五十蚊，不過可以用積分抵。", False),
    ("but-negation", "", "单子丢了没关系，但请带身份证来补打。", False),
    ("but-negation", "", "抱歉，抬头确实错了，可以红冲重开，周五前寄出。", False),
    ("but-negation", "", "辛苦您了，但还差一张照片，有这张今天就能提交。", False),
    ("but-negation", "", "可惜这色没了，灰色还有，今天能发。", False),
    ("but-negation", "刚买就降价", "心里不平衡我懂，保价期虽然过了，但可以送您一张等额券，现在发。", False),
    ("but-negation", "想退年卡", "搬家没法来，可以转给亲友，手续费10元。", False),
    ("but-negation", "要换座", "抱着孩子坐中间挤，等起飞后我帮您问问后排。", False),
    ("but-negation", "", "这条路虽然绕，但是不堵。", False),
    ("but-negation", "訂單打錯地址", "打錯字沒關係，雖然已出貨，但可以改送門市，我來改。", False),
    ("but-negation", "", "价格不贵，但质量很稳，销量一直不错。", False),
    ("but-negation", "想要原厂件", "想用原厂件的话，店里没有，但周四能调到，要预订吗？", False),
    ("but-negation", "网课没听", "工作忙没顾上，我帮您延了30天，今天就能看。", False),
    ("but-negation", "孩子中考想调课", "中考是大事，老师课表虽满，周日上午能挤出一节，可以吗？", False),
    ("but-negation", "车票买错了", "买错没关系，发车前都能改，点“改签”就行。", False),
    ("but-negation", "要延迟退房", "今天满房延不了，但行李可以寄存，泳池和淋浴照常用。", False),
    ("but-negation", "钱包丢店里了", "丢钱包着急，监控坏了，不过保洁捡到东西都交前台，我去问，五分钟回您。", False),
    ("but-negation", "", "这款不贵，但耐用。", False),
    ("but-negation", "想退訂閱", "年費雖然不能退，但可以轉給家人使用，我幫您轉。", False),
    ("but-negation", "家里停电了交不了作业", "停电了没关系，但请把电力公司的短信截图给我，我帮您延到明天中午。", False),
    ("but-negation", "能不能便宜点", "手头紧我理解，单件不打折，不过两件可以八五折。", False),
    ("but-negation", "航班取消要住宿", "天气原因不含住宿，但候机楼有免费躺椅，协议酒店260元一晚，要订吗？", False),
    ("but-negation", "发错颜色要加急", "发错颜色很抱歉，加急今晚发空运，后天上午到。", False),
    ("but-negation", "", "这条路近，但红灯多，您可以走滨江路。", False),
    ("but-negation", "要求看病历", "病歷要本人申請，不過可以線上授權給您，三分鐘就好。", False),
    # 缺少承认：该标
    ("missing-acknowledgement", "新车提回来第二天就趴窝了，太坑了", "请把车开到就近4S店检测，检测费先由您垫付。", True),
    ("missing-acknowledgement", "婚纱照给我修得像鬼，马上要用！！", "每套包含精修20张，额外修图每张30元。", True),
    ("missing-acknowledgement", "你们把我妈的药发错了，差点出人命", "请提供处方和药盒照片。", True),
    ("missing-acknowledgement", "等了六个小时还没轮到", "急诊按病情分级。", True),
    ("missing-acknowledgement", "自动续费扣了我398，凭什么", "续费规则在购买页有展示。", True),
    ("missing-acknowledgement", "快递员把我东西扔楼道丢了，气死", "请先联系物业调监控。", True),
    ("missing-acknowledgement", "房间一股尿骚味，恶心死了", "退房时间是中午12点，换房需补差价。", True),
    ("missing-acknowledgement", "充了一千，号直接被封，骗子", "封号由系统判定。", True),
    ("missing-acknowledgement", "老师当众骂我孩子，太过分了", "学校有学校的管理方式。", True),
    ("missing-acknowledgement", "水管爆了两天没人管", "维修工单按先后顺序派。", True),
    ("missing-acknowledgement", "行李箱被摔成两半", "理赔材料：登机牌、行李牌、发票、照片。", True),
    ("missing-acknowledgement", "又寄錯顏色，第三次了真的離譜", "換貨流程請參考官網說明。", True),
    ("missing-acknowledgement", "冷氣修了三次還是壞，氣死", "保固內維修，請備妥保卡。", True),
    ("missing-acknowledgement", "等咗三個鐘都冇人理", "請到五號櫃位輪候。", True),
    ("missing-acknowledgement", "奶茶里喝出塑料片，恶心", "麻烦发下小票。", True),
    ("missing-acknowledgement", "你们骗人，说好免费又收钱", "安装属于免费，辅材另算。", True),
    ("missing-acknowledgement", "蛋糕送来时塌了，孩子哭了一下午", "这款是动物奶油，易化。", True),
    ("missing-acknowledgement", "被你们保安推倒了，太欺负人", "请到保卫科做笔录。", True),
    ("missing-acknowledgement", "衣服洗坏了三千多买的", "洗涤前已提示风险。", True),
    ("missing-acknowledgement", "宠物在你们店剪毛剪出血了，心疼死我了", "请带宠物到店由店长查看。", True),
    ("missing-acknowledgement", "搬家公司把我钢琴磕了个坑", "合同约定易损件需另购保险。", True),
    ("missing-acknowledgement", "我妈在你们大厅摔了一跤没人扶", "监控保留七天，请尽快申请。", True),
    ("missing-acknowledgement", "退房扣了我五百说弄脏地毯，我根本没弄", "地毯清洗费标准为500元。", True),
    ("missing-acknowledgement", "你们的会议软件崩了，我在客户面前丢尽脸", "请升级到最新版本。", True),
    ("missing-acknowledgement", "外卖小哥把汤全洒我门口，还走了，什么素质", "赔付申请在订单页右上角。", True),
    ("missing-acknowledgement", "燃气费突然多了三倍，抢钱啊", "阶梯气价自今年一月起执行。", True),
    ("missing-acknowledgement", "預約三個月的手術臨時取消，太扯了", "請重新掛號。", True),
    ("missing-acknowledgement", "部手機維修完仲差過之前，激死", "請帶同單據再次前來檢查。", True),
    ("missing-acknowledgement", "健身房跑步机把我甩下来，膝盖全青了", "使用器材请遵守张贴的须知。", True),
    ("missing-acknowledgement", "我爸等救护车等了五十分钟", "派车由调度中心统一安排。", True),
    ("missing-acknowledgement", "卖我二手手机当新的，奸商", "激活时间以官网查询为准。", True),
    ("missing-acknowledgement", "婚宴菜上错桌，客人都笑话我们", "菜单以合同附件为准。", True),
    ("missing-acknowledgement", "房东带人闯我房间，太可怕了", "合同里写明房东有权看房。", True),
    ("missing-acknowledgement", "花三千做的头发像鸡窝，想哭", "染烫效果因发质而异。", True),
    ("missing-acknowledgement", "網路斷一個禮拜害我沒辦法上班", "請先重開數據機。", True),
    ("missing-acknowledgement", "你们的搬家工人偷拿了我的表", "物品清单以签字为准。", True),
    ("missing-acknowledgement", "租的礼服到手一股汗臭，明天就婚礼了", "清洁标准请见租赁须知第四条。", True),
    ("missing-acknowledgement", "我爸的骨灰盒你们给放错了位置", "格位编号以登记簿为准，请出示证件。", True),
    ("missing-acknowledgement", "刚剪的刘海跟狗啃的一样", "发型效果存在个体差异。", True),
    ("missing-acknowledgement", "半夜三点推销电话打我家来", "如需退订请回复T。", True),
    ("missing-acknowledgement", "上錯妝害我主持出糗", "試妝時您已確認過。", True),
    ("missing-acknowledgement", "外賣食到玻璃碎", "請提供收據號碼。", True),
    # 缺少承认：该放
    ("missing-acknowledgement", "请问几点关门", "晚上十点关门，九点半停止入场。", False),
    ("missing-acknowledgement", "新车第二天就趴窝了，太坑了", "新车第二天就抛锚，实在不应该，拖车半小时内到您那儿。", False),
    ("missing-acknowledgement", "等了六个小时还没轮到", "让您等了六个小时，您前面还有一位，十分钟内叫您。", False),
    ("missing-acknowledgement", "想换个颜色", "可以换，点售后选换货就行。", False),
    ("missing-acknowledgement", "快递员扔楼道丢了，气死", "东西丢了您肯定窝火，我先给您赔，156元今晚到账。", False),
    ("missing-acknowledgement", "水管爆了两天没人管", "爆了两天没人来，是我们派单漏了，师傅一小时内到。", False),
    ("missing-acknowledgement", "支持分期吗", "支持3、6、12期，0手续费。", False),
    ("missing-acknowledgement", "行李箱被摔成两半", "箱子摔成两半了，赔偿标准是按箱价八折，您把购买记录发我。", False),
    ("missing-acknowledgement", "着火了！！", "先断电离开现场，拨119，我同步通知物业。", False),
    ("missing-acknowledgement", "又寄錯顏色，離譜", "又寄錯了真的很抱歉，正確的今天出貨。", False),
    ("missing-acknowledgement", "等咗三個鐘都冇人理", "讓您等了三個鐘，實在抱歉，五號櫃位即刻為您辦理。", False),
    ("missing-acknowledgement", "网断了五天，怎么赔", "断网五天影响您上班了，按天双倍折算，退50元到话费。", False),
    ("missing-acknowledgement", "好的谢谢", "不客气，路上注意安全。", False),
    ("missing-acknowledgement", "奶茶里喝出塑料片", "谢谢您告诉我们，塑料片的事店里正在查，这杯先退您18元。", False),
    ("missing-acknowledgement", "衣服洗坏了三千多买的", "洗坏了是我们工艺选错了，按发票价赔，材料我帮您填。", False),
    ("missing-acknowledgement", "你们骗人，说好免费又收钱", "您说得对，广告里没写辅材另算，这85元退您。", False),
    ("missing-acknowledgement", "怎么安装", "扫码看视频，三步就好。", False),
    ("missing-acknowledgement", "蛋糕塌了", "蛋糕塌成这样，孩子的生日都受影响了，新的两小时内送到。", False),
    ("missing-acknowledgement", "充了一千号被封，骗子", "封号影响您玩了，我已提交复核，今晚20点前出结果。", False),
    ("missing-acknowledgement", "有发票吗", "有，电子发票今天发邮箱。", False),
    ("missing-acknowledgement", "宠物在你们店剪毛剪出血了，心疼死我了", "剪出血是我们手重了，医药费我们全出，现在就带它去隔壁医院。", False),
    ("missing-acknowledgement", "搬家公司把我钢琴磕了个坑", "钢琴磕了坑实在抱歉，调律师明天上门鉴定，修理费我们出。", False),
    ("missing-acknowledgement", "燃气费怎么算", "按阶梯算，第一档每方2.63元。", False),
    ("missing-acknowledgement", "我妈摔了一跤没人扶", "老人家摔着了，我们没第一时间扶是失职，医生五分钟内到。", False),
    ("missing-acknowledgement", "部手機維修完仲差過之前，激死", "修完仲差真係唔好意思，換部新機俾你，今日可以攞。", False),
    ("missing-acknowledgement", "預約的手術臨時取消，太扯了", "等了三個月又被取消，換誰都無法接受，最快的時段是後天早上，我先幫您保留。", False),
    ("missing-acknowledgement", "话费充错号了", "充错的号码如果是空号会自动退回，不是的话我帮您联系对方。", False),
    ("missing-acknowledgement", "会议软件怎么共享屏幕", "点底部绿色按钮，选窗口就行。", False),
    ("missing-acknowledgement", "健身房跑步机甩下来，膝盖全青了", "膝盖青了要紧吗？医药费我们出，器材已停用。", False),
    ("missing-acknowledgement", "奶粉怎么冲", "先加水到100毫升，再放三平勺。", False),
    ("missing-acknowledgement", "婚宴菜上错桌，客人都笑话我们", "让您在宾客面前难堪了，对不起，这两桌全免。", False),
    ("missing-acknowledgement", "网断了怎么办", "先看看光猫的灯是不是绿色的。", False),
    ("missing-acknowledgement", "花三千做的头发像鸡窝，想哭", "花了三千却成这样，换谁都想哭，总监明天给您免费重做。", False),
    ("missing-acknowledgement", "手机激活时间哪里查", "在官网输序列号就能查。", False),
    ("missing-acknowledgement", "电动车充电把我家插座烧黑了", "插座都烧黑了太危险，先拔掉别用，电工一小时内到。", False),
    ("missing-acknowledgement", "租的礼服一股汗臭，明天就婚礼了", "明天就要穿，我们马上换一件新洗的，今晚八点送到。", False),
    ("missing-acknowledgement", "怎么退订短信", "回复T就可以退订。", False),
    ("missing-acknowledgement", "刚剪的刘海跟狗啃的一样", "剪坏了刘海实在不好意思，总监今天免费帮您修。", False),
    ("missing-acknowledgement", "插座能用几年", "正常使用8到10年，变色或松动就该换了。", False),
    ("missing-acknowledgement", "外賣食到玻璃碎", "食到玻璃有冇受傷？醫藥費我哋負責，餐費即時退。", False),
    # 先盘问：该标
    ("probe-before-rapport", "第三次漏发了，气死", "订单后四位发一下。", True),
    ("probe-before-rapport", "花瓶碎成渣，太坑了", "开箱的时候录像没有？", True),
    ("probe-before-rapport", "扣我两次钱，骗人", "付款截图有吗，两笔都要。", True),
    ("probe-before-rapport", "鞋子开胶，垃圾", "穿了多久？走什么路？", True),
    ("probe-before-rapport", "孩子吃完拉肚子，你们太黑心", "当天吃的还有什么？", True),
    ("probe-before-rapport", "房间被人闯入，吓死我了，我要投诉", "您确定锁门了吗？", True),
    ("probe-before-rapport", "又寄錯，離譜", "請拍商品標籤。", True),
    ("probe-before-rapport", "壞咗兩次，火滚", "有冇保養卡？", True),
    ("probe-before-rapport", "货不对板，坑人", "在哪个链接买的？型号报一下。", True),
    ("probe-before-rapport", "没人接电话，什么态度", "您打的哪个号码？几点打的？", True),
    # 先盘问：该放
    ("probe-before-rapport", "怎么安装", "您用的什么系统？", False),
    ("probe-before-rapport", "第三次漏发了，气死", "又漏发，抱歉，我已从后台看到是少了两包，今天补寄。", False),
    ("probe-before-rapport", "花瓶碎成渣，太坑了", "碎成这样太可惜了，麻烦拍一张给我登记用。", False),
    ("probe-before-rapport", "查快递", "麻烦报下单号。", False),
    ("probe-before-rapport", "扣我两次钱，骗人", "重复扣款是我们的问题，方便发下第二笔的时间吗？", False),
    ("probe-before-rapport", "连不上网", "请问指示灯是什么颜色？", False),
    ("probe-before-rapport", "又寄錯，離譜", "又寄錯真的很抱歉，請提供訂單編號，我馬上補寄。", False),
    ("probe-before-rapport", "忘记密码", "请问您的账号是手机号吗？", False),
    ("probe-before-rapport", "鞋子开胶，垃圾", "才穿几天就开胶，是我们没把好关，换货单我建好了。", False),
    ("probe-before-rapport", "想预约", "您哪天方便？", False),
    # 口号空话：该标
    ("slogan-filler", "菜咸", "您的味蕾就是我们的标尺，后厨团队将带着这份期许奔赴下一道佳肴。", True),
    ("slogan-filler", "排队久", "让等待更有温度，是我们始终不变的追求。", True),
    ("slogan-filler", "地铁太挤", "我们将秉持乘客为先的信念，努力打造更舒适的出行环境。", True),
    ("slogan-filler", "", "客户的信赖，是我们一路前行的星光。", True),
    ("slogan-filler", "老师水平差", "办有温度的教育，做有情怀的老师，我们一直在努力。", True),
    ("slogan-filler", "护士态度差", "我院将以患者满意为导向，全面提升医疗服务内涵。", True),
    ("slogan-filler", "App难用", "用户体验无小事，我们会倾听每一个声音，打磨每一处细节。", True),
    ("slogan-filler", "房间潮", "用真心换真情，以服务赢未来，期待与您再次相逢。", True),
    ("slogan-filler", "信号差", "我们将深耕网络品质，为千家万户的美好连接保驾护航。", True),
    ("slogan-filler", "", "感恩每一次批评，它让我们更加坚定地走在服务的道路上。", True),
    ("slogan-filler", "快递慢", "使命必达是我们的信仰，我们会以更高标准要求自己。", True),
    ("slogan-filler", "客服冷漠", "我们会组织全员学习，把服务意识刻进骨子里。", True),
    ("slogan-filler", "菜單有錯", "謝謝指教，我們會秉持初衷，讓每位貴賓感受到家的溫度。", True),
    ("slogan-filler", "冷氣不冷", "服務無止境，我們會更加努力，不負您的厚愛。", True),
    ("slogan-filler", "職員冇禮貌", "本公司一向以客為先，定當精益求精。", True),
    ("slogan-filler", "打车绕路", "每一公里都承载着我们对安全与品质的承诺。", True),
    ("slogan-filler", "银行排队", "我们将坚持以人民为中心的发展思想，不断优化营商环境。", True),
    ("slogan-filler", "景区脏", "让青山常在、笑容常驻，是全体景区人的共同心愿。", True),
    ("slogan-filler", "", "您的建议如春风化雨，滋润着我们成长的土壤。", True),
    ("slogan-filler", "", "把简单的事做到极致，把平凡的服务做出感动，我们在路上。", True),
    ("slogan-filler", "电影院太吵", "光影有声，服务有情，愿每一次观影都成为您的美好记忆。", True),
    ("slogan-filler", "水压低", "水务人将以点滴之水，润万家民生。", True),
    ("slogan-filler", "客服不专业", "专业铸就品质，真诚赢得信任，我们将继续前行。", True),
    ("slogan-filler", "行李晚到", "让每一位旅客满意而归，是机场人不懈的追求。", True),
    ("slogan-filler", "体检漏项", "健康所系，性命相托，我们责无旁贷。", True),
    ("slogan-filler", "快餐慢", "速度与品质并重，是我们对每位顾客的庄严承诺。", True),
    ("slogan-filler", "装修味大", "我们追求的不只是居住，更是生活的诗意。", True),
    ("slogan-filler", "老師請假沒代課", "教育是良心事業，我們會持續用愛灌溉。", True),
    ("slogan-filler", "保險業務員騙人", "誠信是我們的根本，感謝您的指教與鞭策。", True),
    ("slogan-filler", "巴士遲到", "我們定當竭盡所能，為市民提供更優質的服務。", True),
    ("slogan-filler", "垃圾没清", "共建清洁家园，共享美丽生活，离不开您我携手。", True),
    ("slogan-filler", "贷款利率高", "金融为民，服务实体，我们永远和您站在一起。", True),
    ("slogan-filler", "酒店隔音差", "静享时光，是我们对每位旅人的心意。", True),
    ("slogan-filler", "药店态度差", "药者仁心，我们会时刻自省，砥砺前行。", True),
    ("slogan-filler", "空调公交太热", "清凉每一程，温暖每一刻，公交人一直在努力。", True),
    ("slogan-filler", "菜不新鲜", "食材的本真是我们的坚持，您的鼓励是我们成长的养分。", True),
    ("slogan-filler", "银行排队", "我们将以更饱满的热情投入工作，回馈广大客户。", True),
    ("slogan-filler", "培训没收获", "成就每一位学员，是我们创立以来从未改变的信念。", True),
    ("slogan-filler", "飯店浴室髒", "我們會以更嚴謹的態度，提供賓至如歸的服務。", True),
    ("slogan-filler", "送貨遲", "本公司會繼續努力，做到最好。", True),
    ("slogan-filler", "电梯老坏", "安全运行、服务万家，是我们电梯人不变的誓言。", True),
    ("slogan-filler", "药膳难喝", "传承千年智慧，守护一方健康，我们任重道远。", True),
    ("slogan-filler", "直播卡", "愿与您共赴每一场热爱，我们会不断突破自我。", True),
    ("slogan-filler", "宠物店寄养没遛狗", "每一个毛孩子都值得被温柔以待，这是我们的信条。", True),
    ("slogan-filler", "图书馆太吵", "书香润心，静待花开，感谢您与我们共同成长。", True),
    ("slogan-filler", "健身房器材旧", "热爱永不停歇，我们将持续为您赋能。", True),
    ("slogan-filler", "民宿沒熱水", "旅途中的每個不完美，都是我們進步的起點。", True),
    ("slogan-filler", "投訴職員", "本行一直以誠待客，您的意見我們必定銘記。", True),
    # 口号空话：该放
    ("slogan-filler", "菜咸", "咸的那道今天起减盐两克，您下次来可以备注口味。", False),
    ("slogan-filler", "建议加充电口", "谢谢建议，候车厅二层6月底前加装40个充电口。", False),
    ("slogan-filler", "", "感谢您的宝贵意见，已提交设备科，编号0731，周五前回复您。", False),
    ("slogan-filler", "", "地铁早高峰已加开两列，间隔缩到2分10秒。", False),
    ("slogan-filler", "", "请您放心，退款288元已提交，单号88213。", False),
    ("slogan-filler", "", "本次升级优化了搜索速度，首页打开快了一秒。", False),
    ("slogan-filler", "", "提升机在三号门右侧，轮椅可以直接上。", False),
    ("slogan-filler", "", "我院新增了两个采血窗口，周一启用。", False),
    ("slogan-filler", "", "动力电池质保八年或16万公里。", False),
    ("slogan-filler", "", "服务区在前方两公里，有加油站。", False),
    ("slogan-filler", "App难用", "您说的返回键失灵，3.2版本已修好，今天更新即可。", False),
    ("slogan-filler", "", "初心书店营业到22点。", False),
    ("slogan-filler", "", "培训时间改到周三下午两点，地点不变。", False),
    ("slogan-filler", "", "匠心系列刀具支持刻字，三天发货。", False),
    ("slogan-filler", "", "感謝您的建議，菜單錯字已重印，明天更換。", False),
    ("slogan-filler", "", "冷氣濾網今天清洗完畢，您的房間已降到24度。", False),
    ("slogan-filler", "", "職員培訓已於本週一完成，閣下的個案由陳經理跟進。", False),
    ("slogan-filler", "", "管理员账号可以在设置里转让。", False),
    ("slogan-filler", "", "您满意就好，钥匙放前台即可。", False),
    ("slogan-filler", "", "质量问题包退，运费我们出。", False),
    ("slogan-filler", "电影院太吵", "3号厅的隔音棉周四换好，这场的票我先退给您。", False),
    ("slogan-filler", "水压低", "加压泵今晚22点检修，明早六点恢复正常。", False),
    ("slogan-filler", "行李晚到", "行李在下一班KL897上，今晚21点送到您酒店。", False),
    ("slogan-filler", "", "美丽家园小区今天停水，请提前储水。", False),
    ("slogan-filler", "", "本店承诺七天无理由退换，运费我们承担。", False),
    ("slogan-filler", "", "诚信路站B口出来左转就是门店。", False),
    ("slogan-filler", "巴士遲到", "今早36號車因修路晚了12分鐘，明日起改行東線。", False),
    ("slogan-filler", "体检漏项", "漏的是肝功一项，明早八点空腹来补，不用排队。", False),
    ("slogan-filler", "酒店隔音差", "1206房在电梯旁，已给您换到走廊尽头的1219。", False),
    ("slogan-filler", "空调公交太热", "那趟车压缩机坏了，今天换车上线。", False),
    ("slogan-filler", "银行排队", "下周起加开两个窗口，线上也能取号。", False),
    ("slogan-filler", "飯店浴室髒", "浴室已重新清潔，照片傳給您確認。", False),
    ("slogan-filler", "", "热情桑巴主题派对周六晚八点开场。", False),
    ("slogan-filler", "菜不新鲜", "今天这批菠菜已下架，退您12元。", False),
    ("slogan-filler", "电梯老坏", "2号梯的门机今天换了新的，年检报告贴在轿厢里。", False),
    ("slogan-filler", "直播卡", "把清晰度调到720P会顺一些，线路今晚扩容。", False),
    ("slogan-filler", "宠物店寄养没遛狗", "昨天漏遛一次，今天补了两次，视频发您，寄养费退一天。", False),
    ("slogan-filler", "图书馆太吵", "三楼静音区今天起有人巡视，您可以移到那边。", False),
    ("slogan-filler", "民宿沒熱水", "熱水器換好了，今晚的房費退一半。", False),
    ("slogan-filler", "", "书香路分馆周一闭馆。", False),
]

# 领域文档列出的说法，本身就是毛病的；要看场合的，由 ANGRY 给出场合
LISTED = {
    "hollow-empathy": (
        "我理解您的心情；非常理解您的心情；理解您的感受；我能理解；我明白您的感受；感同身受；深表理解；"
        "完全理解；十分理解；理解理解；我懂您；我知道您很着急；换作是我也会生气；如果我是您我也着急；"
        "我也是消费者；我也遇到过；您的心情我们都理解；您的心情可以理解；我了解您的心情；能理解您的感受；"
        "完全理解您的不滿；如果是我也會不高興；我懂；明白您的感受；明白閣下的心情"
    ),
    "but-negation": (
        "理解您但是；抱歉但是；我明白您的意思不过；您说得对但；话是这么说但；可以是可以但；虽然抱歉可是我们；"
        "我理解可是规定；很抱歉不过没办法；明白您着急但我们也；好的但是这个；理解归理解；同情归同情；"
        "道歉可以但是；是这样没错但；了解但是；不好意思但；雖然抱歉但恕；我懂不過依規定；惟依規定；明白但係；"
        "雖感抱歉惟"
    ),
    "missing-acknowledgement": (
        "您好请提供订单号；请提供您的订单号；根据规定；经核实；您的订单显示；已收到您的反馈；您的诉求已记录；"
        "请先看一下规则；这是正常情况；您反馈的问题我们核实过了；请描述问题；关于您的投诉；情况说明如下；"
        "针对您反映的问题回复如下；您好請提供訂單編號；依規定；經查；系統顯示；關於您反映的問題；茲回覆如下；"
        "本公司已知悉；就閣下之投訴；經查證後"
    ),
    "probe-before-rapport": (
        "您的订单号是多少；发一下截图；先发照片；拍视频给我；您有开箱视频吗；没有开箱视频不处理；"
        "您确定收件地址没错吗；您确定点了正确的链接吗；您有没有重启过；您是在我们店买的吗；您什么时候买的；"
        "您有什么证据；您用的什么手机；您试过重装吗；您看过说明书吗；您家里有没有别人签收；"
        "您确认不是您家人拿了；请描述具体问题；什么问题；怎么了；請提供訂單編號；請附照片；您有錄開箱影片嗎；"
        "請問您是本人嗎；您確定有安裝嗎；請先截圖；請問有發票嗎；請出示單據；你有冇收據"
    ),
    "slogan-filler": (
        "客户至上；顾客就是上帝；您的满意是我们最大的动力；您的支持是我们前进的动力；您的满意是我们永恒的追求；"
        "我们非常重视您的反馈；高度重视；我们一直致力于；秉承客户第一；竭诚为您服务；全心全意；我们会不断改进；"
        "引以为戒；加强管理；加强培训；严肃处理；绝不姑息；宝贵意见；感谢您的宝贵建议；为了更好地为您服务；"
        "用心服务；提升服务质量；会认真对待；请您放心；给您最优质的服务；感谢您一直以来的支持；顧客至上；"
        "以客為尊；您的滿意是我們最大的動力；持續精進；感謝您的寶貴意見；敬請指教；竭誠為您服務；"
        "我們會檢討改進；秉持服務精神；力求完善；不勝感激；銘記於心"
    ),
}
CARRIERS = {
    "default": ["{}。", "您好，{}。", "亲，{}"],
    "but-negation": ["{}这件事办不了。", "您好，{}这单退不了。"],
    "missing-acknowledgement": ["{}，这单不符合条件。", "您好，{}，超期的不办。"],
}
ANGRY = "又漏发了，等了一个月没人管，气死我了"
# fmt: on


@pytest.mark.parametrize(("family", "customer", "reply", "expected"), REPLIES)
def test_reply(family: str, customer: str, reply: str, expected: bool) -> None:
    """Each reply shows its family, or, though it comes near, does not."""
    assert (family in families(reply, customer)) is expected


@pytest.mark.parametrize("family", LISTED)
def test_listed_phrasings(family: str) -> None:
    """Of the phrasings that the domain document lists as faults, at least 95 % are found in a plain sentence."""
    words = LISTED[family].split("；")
    plain = CARRIERS.get(family, CARRIERS["default"])
    tried = [carrier.format(word) for word in words for carrier in plain]
    missed = [text for text in tried if family not in families(text) | families(text, ANGRY)]
    assert len(missed) <= 0.05 * len(tried), missed

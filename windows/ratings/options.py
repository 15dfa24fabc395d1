"""评价选项 by grade: what was good or bad, in the codes that ratings are reported with."""

from __future__ import annotations

from services.catalogue.text import Text

GRADES: tuple[tuple[int, Text], ...] = (
    (5, Text("非常满意", "Very satisfied")),
    (4, Text("满意", "Satisfied")),
    (3, Text("基本满意", "Fairly satisfied")),
    (2, Text("不满意", "Dissatisfied")),
    (1, Text("非常不满意", "Very dissatisfied")),
)

OPTIONS: dict[int, tuple[tuple[str, Text], ...]] = {
    5: (
        ("510", Text("一窗受理一次办结", "One window, done in one go")),
        ("511", Text("可以先受理后补材料", "Accepted first, papers later")),
        ("512", Text("不用提交证明", "No certificates asked")),
        ("513", Text("可以全程网上办理", "All of it online")),
        ("514", Text("可以使用手机办理", "Works on a phone")),
        ("515", Text("可以就近办理", "Can be done nearby")),
        ("516", Text("无需材料直接办理", "No papers needed")),
        ("517", Text("服务热情效率高", "Friendly and quick")),
    ),
    4: (
        ("406", Text("一张表单完成申报", "One form for everything")),
        ("407", Text("在线提交材料窗口核验", "Papers sent online, checked at the window")),
        ("408", Text("一张清单告知全部材料", "One list named all papers")),
        ("409", Text("用告知承诺减免材料", "A promise replaced papers")),
        ("410", Text("可在线预约", "Appointments online")),
        ("411", Text("跑大厅一次办完", "Done in one visit")),
        ("412", Text("可用自助机", "Self-service machines")),
        ("413", Text("服务态度较好", "Good manners")),
    ),
    3: (
        ("307", Text("一次性告知补正", "Told once of all that was missing")),
        ("308", Text("提供样本", "Samples were given")),
        ("309", Text("承诺时间内办结", "Done in the promised time")),
        ("310", Text("指南指引准确", "The guide was right")),
        ("311", Text("按指南材料即可办", "The papers in the guide were enough")),
        ("312", Text("可快递送达", "Sent by post")),
        ("313", Text("跑动次数与承诺一致", "As many visits as promised")),
        ("314", Text("服务态度一般", "Manners were so-so")),
    ),
    2: (
        ("207", Text("没有材料样本", "No samples of papers")),
        ("208", Text("没有材料清单", "No list of papers")),
        ("209", Text("未在承诺时间办结", "Not done in the promised time")),
        ("210", Text("同样证明被多次要求", "Asked for the same paper again")),
        ("211", Text("承诺网办但无法在线办", "Promised online, but was not")),
    ),
    1: (
        ("103", Text("未在承诺时间办理完", "Not finished in the promised time")),
        ("104", Text("需到大厅以外提交", "Had to hand in elsewhere")),
        ("105", Text("现场次数与承诺不一致", "More visits than promised")),
        ("106", Text("体外循环", "Handled outside the system")),
        ("107", Text("附加审批条件", "Extra conditions were made")),
    ),
}

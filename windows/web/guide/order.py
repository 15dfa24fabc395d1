"""The sections of a service guide in the order of GB/T 36114-2018 (服务指南编制规范)."""

from __future__ import annotations

from services.catalogue.text import Text

ORDER: tuple[tuple[str, Text], ...] = (
    ("name", Text("事项名称", "Name")),
    ("code", Text("事项编码", "Codes")),
    ("scope", Text("适用范围", "Who it is for")),
    ("basis", Text("审批依据", "Legal basis")),
    ("receiver", Text("受理机构", "Who accepts it")),
    ("decider", Text("决定机构", "Who decides")),
    ("quantity", Text("数量限制", "Limits in number")),
    ("conditions", Text("申请条件", "Conditions")),
    ("prohibitions", Text("禁止性要求", "When it cannot be granted")),
    ("materials", Text("申请材料目录", "Documents")),
    ("receiving", Text("申请接收", "How to apply")),
    ("flow", Text("办理基本流程", "Steps")),
    ("ways", Text("办理方式", "Ways of handling")),
    ("time", Text("办结时限", "Time limits")),
    ("fees", Text("收费依据及标准", "Fees")),
    ("result", Text("审批结果", "Result")),
    ("delivery", Text("结果送达", "How you get the result")),
    ("rights", Text("申请人权利义务", "Your rights and duties")),
    ("advice", Text("咨询途径", "Where to ask")),
    ("complaints", Text("监督投诉渠道", "Where to complain")),
    ("offices", Text("办公地址和时间", "Addresses and hours")),
    ("progress", Text("办理进程和结果公开查询", "Following your case")),
)
FAQ = ("faq", Text("常见问题", "Frequent questions"))
"""GB/T 36114 does not ask for it; it stands last, where there is one."""

"""What the last sheet of the workbook tells its reader: (Chinese, English)."""

from __future__ import annotations

NOTES_TEXT = (
    (
        "第 1 行是中文表头，第 2 行是英文表头，从第 3 行起填写。请不要改表头和工作表名称。",
        "Row 1 is the Chinese header, row 2 the English one. Keep both, and the sheets' names.",
    ),
    (
        "材料、字段、法律依据用“事项代码”对应到事项。法律依据不写“材料键”，就是事项本身的依据。",
        "Other sheets belong to a matter by its code. A legal basis without a key is the matter's.",
    ),
    (
        "“事项”表里没有的事项不会改动。材料、字段、法律依据以表里的为准，删掉一行就是不再要求。",
        "Matters that are not on the first sheet stay as they are. A deleted row is asked no more.",
    ),
    (
        "几个值之间用“；”隔开。来源可以是 licence、document、commitment、applicant，",
        "Put “；” between several values. A source is licence, document, commitment, applicant,",
    ),
    (
        "或者 output:事项代码、resource:接口代码。",
        "or output:<matter code>, resource:<interface code>.",
    ),
    (
        "单元格里只能是文字和数字，公式和宏会被拒绝。每个工作表最多 200,000 行。",
        "Cells hold text and numbers: formulas and macros are refused. 200,000 rows at most.",
    ),
    (
        "条件、特别程序、办理流程、收费项目、常见问题不在表里，导入时保持不变。",
        "Conditions, procedures, flow, charges and questions are not here; they stay as they are.",
    ),
)

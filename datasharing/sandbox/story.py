"""The few invented people with a story. Those with a telephone get accounts in the demo."""

from __future__ import annotations

from datasharing.sandbox.people import Firm, Home, Penalty, Person, Project, Purchase, id_number

_CUIYUAN = "杭州市西湖区翠苑街道文一路12号3幢2单元501室"
_GUDANG = "杭州市西湖区古荡街道古翠路88号6幢1单元302室"
_GONGSHU = "杭州市拱墅区大关街道上塘路36号9幢1单元1102室"
_BINJIANG = "杭州市滨江区长河街道江南大道200号2幢703室"
_BAOSHI = "杭州市西湖区北山街道宝石一路5号2单元201室"
_WUCHANG = "杭州市余杭区五常街道文二西路718号5幢402室"
_KAIXUAN = "杭州市上城区凯旋街道庆春东路66号1幢1503室"
_ZHUANTANG = "杭州市西湖区转塘街道象山路352号4幢601室"

_HOME_CHEN = Home(
    "浙（2019）杭州市不动产权第0123456号", "330106003001GB00012F00030501", _CUIYUAN, "89.52"
)
_HOME_ZHAO = Home(
    "浙（2020）杭州市不动产权第0234567号",
    "330106004002GB00035F00060302",
    _GUDANG,
    "118.30",
    mortgage="钱塘商业银行，2020-08-03 登记，尚未注销",
    bought_on="2020-07-20",
    price="4150000",
    secured_debt="2600000",
)
_HOME_SUN = Home(
    "浙（2017）杭州市不动产权第0345678号",
    "330105005003GB00008F00091102",
    _GONGSHU,
    "76.05",
    restriction="已查封（2026-04-15）",
    bought_on="2017-03-09",
    price="2060000",
    owed=(("water", "86.40"), ("power", "312.75")),
)
_ANJU, _QINGHE, _YUNXIU = "杭州安居置业有限公司", "杭州青禾餐饮有限公司", "浙江云岫软件有限公司"

PEOPLE = (
    Person(
        "wangxiaoming", "王小明", id_number("330106", "1988-05-12", 71), "13800000001", _BAOSHI,
        spouse="lijing", married_on="2014-10-01", household="330106200488", fund_months=132,
        fund_base="18600", work="staff", employer=_YUNXIU, insured_since="2011-07",
        buys=Purchase(
            _HOME_ZHAO, "zhaomin", "2026-10-28", "2026-12-15", "4300000", "6217000000000000066",
            "钱塘商业银行", "2000000", "25",
        ),
        story="买方：已婚，有公积金，名下没有住房，和赵敏网签了买房合同",
        story_en="Buyer: married, has a housing fund, owns no home, has signed to buy Zhao Min's",
    ),
    Person(
        "lijing", "李静", id_number("330105", "1990-03-08", 42), "13800000002", _BAOSHI,
        spouse="wangxiaoming", married_on="2014-10-01", household="330106200488", relation="妻",
        fund_months=98, fund_base="12400", work="staff", employer=_ANJU, insured_since="2013-08",
        story="王小明的妻子", story_en="Wang Xiaoming's wife",
    ),
    Person(
        "wangzian", "王子安", id_number("330106", "2016-11-23", 13), "", _BAOSHI,
        father="wangxiaoming", mother="lijing", household="330106200488", relation="子",
    ),
    Person(
        "chenguoqiang", "陈国强", id_number("330106", "1962-09-30", 15), "13800000003", _CUIYUAN,
        spouse="liuxiuying", married_on="1987-05-01", household="330106101203",
        homes=(_HOME_CHEN,), fund_months=0, work="retired", insured_since="1987-09",
        discharged_on="1986-11-30",
        story="卖方：一套住房，没有抵押，水电气视都结清",
        story_en="Seller: one home, no mortgage, every utility paid",
    ),
    Person(
        "liuxiuying", "刘秀英", id_number("330106", "1964-02-17", 28), "13800000004", _CUIYUAN,
        spouse="chenguoqiang", married_on="1987-05-01", household="330106101203", relation="妻",
        work="retired", insured_since="1988-03", has_only_child_certificate=True,
        story="陈国强的妻子", story_en="Chen Guoqiang's wife",
    ),
    Person(
        "zhaomin", "赵敏", id_number("330106", "1985-07-21", 66), "13800000005", _GUDANG,
        household="330106310077", homes=(_HOME_ZHAO,), divorced_on="2022-01-11",
        married_on="2012-09-09", fund_months=156, fund_base="21000", work="staff",
        employer=_YUNXIU, insured_since="2008-07",
        story="卖方：住房有抵押（带押过户）", story_en="Seller: her home is mortgaged",
    ),
    Person(
        "sunwei", "孙伟", id_number("330105", "1979-12-04", 31), "13800000006", _GONGSHU,
        household="330105220156", homes=(_HOME_SUN,), work="flexible", insured_since="2003-05",
        is_defaulter=True,
        story="卖方：住房被查封，不能转移；水电欠费",
        story_en="Seller: his home is sealed by a court and cannot be sold; owes water and power",
    ),
    Person(
        "zhouting", "周婷", id_number("330108", "1995-04-26", 84), "13800000007", _BINJIANG,
        household="330108090031", fund_months=40, fund_base="9800", work="staff",
        employer=_QINGHE, insured_since="2019-07", handles_food=True,
        story="买方：未婚，婚姻登记没有记录", story_en="Buyer: never married, so no record of it",
    ),
    Person(
        "linhao", "林浩", id_number("330110", "1992-08-15", 53), "13800000008", _WUCHANG,
        spouse="xuwen", married_on="2021-05-20", household="330110450902", fund_months=66,
        fund_base="15200", work="staff", employer=_YUNXIU, insured_since="2016-08",
        story="新手爸爸", story_en="A new father",
    ),
    Person(
        "xuwen", "徐雯", id_number("330110", "1994-01-19", 20), "13800000009", _WUCHANG,
        spouse="linhao", married_on="2021-05-20", household="330110450902", relation="妻",
        nation="畲族", work="staff", employer=_ANJU, insured_since="2017-09",
        story="新手妈妈", story_en="A new mother",
    ),
    Person(
        "linxiaohe", "林晓禾", id_number("330110", "2026-10-09", 26), "", _WUCHANG,
        father="linhao", mother="xuwen",
    ),
    Person(
        "zhengtao", "郑涛", id_number("330104", "1983-10-10", 97), "13800000010", _KAIXUAN,
        household="330104070410", fund_months=180, fund_base="26000", work="staff",
        employer=_QINGHE, insured_since="2006-07",
        story="青禾餐饮的法定代表人", story_en="Legal representative of Qinghe Catering",
    ),
    Person(
        "zhengyutong", "郑雨桐", id_number("330104", "2020-03-18", 42), "", _KAIXUAN,
        father="zhengtao", household="330104070410", relation="女",
    ),
    Person(
        "hejie", "何洁", id_number("330106", "1987-06-02", 64), "13800000011", _ZHUANTANG,
        father="hejianguo", household="330106770218", fund_months=120, fund_base="24000",
        work="staff", employer=_YUNXIU, insured_since="2010-04",
        story="云岫软件的法定代表人，父亲刚去世",
        story_en="Legal representative of Yunxiu Software; her father has just died",
    ),
    Person(
        "hejianguo", "何建国", id_number("330106", "1955-12-20", 33), "", _ZHUANTANG,
        household="330106770218", relation="父亲", died_on="2026-10-18", died_of="疾病",
        work="retired", insured_since="1979-10",
    ),
    Person(
        "sunxiaoyu", "孙晓宇", id_number("330105", "2010-06-15", 57), "", _GONGSHU,
        father="sunwei", household="330105220156", relation="子",
        disability=("听力", "三级", "23"),
    ),
)  # fmt: skip

FIRMS = (
    Firm(
        "91330106MA2QH0015H", _QINGHE, "有限责任公司", "zhengtao",
        "杭州市西湖区文三路199号1层", "1000000", "2021-03-16", "餐饮服务；食品销售",
        shareholders=(("zhengtao", 70), ("hejie", 30)), food_licence="JY23301060015001",
        penalties=(Penalty("杭西市监罚〔2025〕118号", "未按规定公示年度报告", "2025-07-02",
                           "2025-07-20"),),
    ),
    Firm(
        "91330106MA2YX00288", _YUNXIU, "有限责任公司", "hejie",
        "杭州市西湖区转塘街道云栖路1号8幢", "5000000", "2018-11-08", "软件开发；信息技术咨询服务",
        shareholders=(("hejie", 60), ("wangxiaoming", 40)), is_filed_at_customs=True,
        project=Project("2601-330106-04-01-100288", "云岫软件研发中心", "备案", "已备案", "8600"),
        homes=(
            Home(
                "浙（2026）杭州市不动产权第0456789号", "330106012004GB00077W00000000",
                "杭州市西湖区转塘街道云栖路1号", "8600.00", bought_on="2026-01-22",
                price="38000000", use="非住宅", seller="杭州市规划和自然资源局西湖分局",
            ),
        ),
    ),
)  # fmt: skip

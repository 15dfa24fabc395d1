"""资规, 住建, 税务 and the utilities: homes and sites, their contracts, taxes and accounts."""

from __future__ import annotations

from datasharing.sandbox.people import Firm, Home, Person, Purchase
from datasharing.sandbox.population import population
from datasharing.sandbox.registers.record import Keys, Record, Records

UTILITIES = (("water", "S"), ("power", "D"), ("gas", "R"), ("tv", "G"))


def titles(owner: Person | Firm, keys: Keys) -> Records:
    """DS13: title, seal and mortgage; a new home under contract has a notice in advance."""
    wanted = keys.get("certificate_number")
    return tuple(
        {
            "certificate_number": home.certificate_number,
            "unit_number": home.unit_number,
            "address": home.address,
            "area": home.area,
            "use": home.use,
            "owner_name": owner.name,
            "ownership": home.ownership,
            "restriction": home.restriction or ("无" if home.is_registered else "预告登记"),
            "mortgage": home.mortgage or "无",
            **_mortgage(home),
        }
        for home in owner.homes
        if wanted in (None, home.certificate_number)
    )


def contract_number(home: Home) -> str:
    """Of the sale by which it was bought."""
    return f"HT{home.bought_on.replace('-', '')}{home.unit_number[-8:]}"


def contracts(person: Person, keys: Keys) -> Records:
    """DS14: sales and tenancies on file, and how many homes the family owns."""
    spouse = population().spouse(person)
    homes = len(person.homes) + (len(spouse.homes) if spouse else 0)
    holdings: Record = {"family_homes": homes, "qualified": homes < 2}
    wanted = keys.get("contract_number")
    found = [_sale(home, person.name) for home in person.homes]
    if person.buys:
        found.append(_agreed(person.buys, person.name))
    if person.rents:
        found.append(_tenancy(person))
    matching = tuple(holdings | each for each in found if wanted in (None, each["contract_number"]))
    return matching or (() if wanted else (holdings,))


def firm_contracts(firm: Firm, keys: Keys) -> Records:
    """DS14, of a firm: the sales on file."""
    wanted = keys.get("contract_number")
    found = (_sale(home, firm.name) for home in firm.homes)
    return tuple(each for each in found if wanted in (None, each["contract_number"]))


def taxes(person: Person, keys: Keys) -> Records:
    """DS15: deed tax on what was bought."""
    return _deed_taxes(person.homes, keys.get("contract_number"))


def firm_taxes(firm: Firm, keys: Keys) -> Records:
    """DS15, of a firm: whether everything is paid, or the deed tax of one contract."""
    if wanted := keys.get("contract_number"):
        return _deed_taxes(firm.homes, wanted)
    is_paid = firm.tax_owed == "0.00"
    return (
        {
            "tax_kind": "增值税和企业所得税",
            "amount": firm.tax_owed,
            "voucher_number": f"33{firm.credit_code[9:17]}202610",
            "paid_on": "2026-10-15" if is_paid else "",
            "status": "已缴清" if is_paid else "有欠税",
        },
    )


def utilities(person: Person, keys: Keys) -> Records:
    """DS29: an account at each utility for each home."""
    address = "".join(keys.get("address", "").split())
    records = []
    for home in person.homes:
        if not home.is_registered or (address and address != home.address):
            continue
        owed = dict(home.owed)
        for utility, letter in UTILITIES:
            account = f"{letter}{home.unit_number[14:19]}{home.unit_number[-5:]}"
            if keys.get("account") in (None, account):
                records.append(
                    {
                        "utility": utility,
                        "account": account,
                        "holder_name": person.name,
                        "owed": owed.get(utility, "0.00"),
                    }
                )
    return tuple(records)


def _sale(home: Home, buyer: str) -> Record:
    return {
        "contract_number": contract_number(home),
        "price": home.price,
        "buyer_name": buyer,
        "seller_name": home.seller,
        "filed_on": home.bought_on,
    }


def _agreed(purchase: Purchase, buyer: str) -> Record:
    """Signed online, waiting to be filed."""
    serial = f"{purchase.signed_on.replace('-', '')}{purchase.home.unit_number[-8:]}"
    return {
        "contract_number": f"WQ{serial}",
        "price": purchase.price,
        "buyer_name": buyer,
        "seller_name": population().by_username[purchase.seller].name,
        "signed_on": purchase.signed_on,
        "handover_on": purchase.handover_on,
        "loan_bank": purchase.loan_bank,
        "loan_amount": purchase.loan_amount,
        "loan_years": purchase.loan_years,
        "seller_account": purchase.seller_account,
        "filed_on": "",
    }


def _mortgage(home: Home) -> Record:
    """Who lends on it, under which certificate, how much; nothing where it is free."""
    if not home.mortgage:
        return {}
    lender, registered, _ = home.mortgage.split("，")
    return {
        "mortgage_holder": lender,
        "mortgage_number": f"浙（{registered[:4]}）杭州市不动产证明第5{home.unit_number[-6:]}号",
        "secured_debt": home.secured_debt,
    }


def _tenancy(person: Person) -> Record:
    return {
        "contract_number": f"ZL20260301{person.id_number[11:17]}",
        "price": person.rent,
        "buyer_name": person.name,
        "seller_name": "杭州安居租赁有限公司",
        "filed_on": "2026-03-01",
    }


def _deed_taxes(homes: tuple[Home, ...], wanted: str | None) -> Records:
    return tuple(
        {
            "tax_kind": "契税",
            "amount": f"{int(home.price) * 15 // 1000}.00",
            "voucher_number": f"33{home.bought_on.replace('-', '')}{home.unit_number[-8:]}",
            "paid_on": home.bought_on,
            "status": "已缴清",
        }
        for home in homes
        if wanted in (None, contract_number(home))
    )

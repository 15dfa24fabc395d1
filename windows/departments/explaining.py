"""What a failed try means and who must do what, for people who never saw an HTTP status. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from services.catalogue.text import Text


@dataclass(frozen=True, slots=True)
class Explained:
    means: Text
    to_do: Text


ASK_THEM = Text(
    "请联系对方的技术人员，修好后点“再发一次”。",
    "Ask their technicians, then press “Send again”.",
)
_BY_STATUS: dict[int, Explained] = {
    401: Explained(
        Text("对方说签名不对：两边的密钥或时钟不一致。", "They say the signature is wrong."),
        Text(
            "请管理员换一次密钥交给对方，或请对方校准时钟，再点“再发一次”。",
            "Renew the secret and hand it over, or have them set their clock; then send again.",
        ),
    ),
    403: Explained(
        Text("对方不让我们进入，多半是防火墙。", "They do not let us in; a firewall, probably."),
        Text(
            "请对方放行本门户的地址，再点“再发一次”。",
            "Have them admit this portal, then send again.",
        ),
    ),
    404: Explained(
        Text("这个地址上没有接收的系统。", "There is nothing at this address that receives."),
        Text(
            "请管理员核对接收地址，再点“再发一次”。",
            "Have an administrator check the address, then send again.",
        ),
    ),
    413: Explained(
        Text("对方嫌内容太大。", "They find it too large."),
        ASK_THEM,
    ),
}
_REFUSED = Explained(
    Text("对方收到了，但不接受这条内容。", "They got it and do not accept it."), ASK_THEM
)
_MOVED = Explained(
    Text("对方的地址换了，要我们去别处。", "Their address has changed."),
    Text(
        "请管理员把接收地址改成新的，再点“再发一次”。",
        "Have an administrator enter the new address, then send again.",
    ),
)
_BROKEN = Explained(
    Text("对方的系统出了故障，或者太忙。", "Their system is broken or too busy."), ASK_THEM
)
_SILENT = Explained(
    Text("对方没有应答：系统停了，或者网络不通。", "No answer: it is down, or the network is."),
    ASK_THEM,
)
_BY_CODE: dict[str, Explained] = {
    "address_refused": Explained(
        Text("接收地址在不允许连接的网络里。", "The address is in a network that is not allowed."),
        Text(
            "请管理员核对地址，或把该网络写进 DEPARTMENT_NETWORKS。",
            "Have an administrator check it, or name the network in DEPARTMENT_NETWORKS.",
        ),
    ),
    "url_refused": Explained(
        Text("接收地址写得不对，不能连接。", "The address is not one that can be connected to."),
        Text(
            "请管理员改好接收地址，再点“再发一次”。",
            "Have an administrator put the address right, then send again.",
        ),
    ),
    "address_unknown": Explained(
        Text("查不到接收地址的域名。", "The name in the address is not known."),
        Text("请管理员核对域名。", "Have an administrator check the name."),
    ),
    "secret_unreadable": Explained(
        Text("本机换过密钥，这个系统的密钥读不出来了。", "The secret cannot be read any more."),
        Text(
            "请管理员给这个系统换一次密钥，再点“再发一次”。",
            "Have an administrator renew the secret, then send again.",
        ),
    ),
}


def explain(error: str) -> Explained:
    """From what `Delivery.last_error` says: `HTTP 503`, `ConnectError: …`, `address_refused: …`."""
    if error.startswith("HTTP "):
        return _of_status(int(error[5:8]))
    return _BY_CODE.get(error.partition(":")[0], _SILENT)


def _of_status(status: int) -> Explained:
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    if 300 <= status < 400:
        return _MOVED
    return _BROKEN if status >= 500 or status in (408, 423, 425, 429) else _REFUSED

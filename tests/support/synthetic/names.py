"""Invented names of places, people, firms and projects."""

from __future__ import annotations

import random

_SYLLABLES = (
    "岚屿砚汀榆槐桐梓棠桦椿楸荷菱芦荻蓼蕉葵菖茗笙竹筠箬笋莲萝芷蘅芙蓉枫柳桑柏松杉檀栗枣杏梅桃李"
    "溪涧泉潭渚洲浦湾渡港汐澜泓沧浔沅澧漳淇沂洛汾泾渭滦溆岭岗峰崖坳坡坪墩垄垅塬坞埠堰塘堤闸桥"
    "鹭雁鹤鸥鹊燕鹃鹿麋骏麒鲤鲈蛟螺霞霁霖霭雪云虹曦旭晖晴朗皓璞瑶琅瑞玺珞碧翠丹朱绛赭青苍银"
    "砺磐砥铭鼎钟笛琴瑟筝诗弦"
)
_TOWN_KINDS = ("镇", "街道", "乡")
_COUNTY_KINDS = ("县", "区")
_SURNAMES = "赵钱孙周吴郑王冯陈蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章"
_GIVEN = "文武明志国建海涛伟勇军杰敏静丽芳华峰平超亮玉兰春生秋实远航思源立新永康"
_PROJECT_ENDS = (
    "法治广场",
    "老旧小区",
    "安置房",
    "产业园",
    "农贸市场",
    "集镇道路",
    "河道",
    "停车场",
)
_COMPANIES = ("物业", "建材", "食品", "纺织", "物流", "农业", "机械")
# Places beyond the pairs of syllables would repeat.
MOST_PLACES = len(_SYLLABLES) * (len(_SYLLABLES) - 1)


def place_name(number: int) -> str:
    """Return the name of a place by its number, one of its own below ``MOST_PLACES``."""
    # 7919 is prime, so that neighbours in number are no neighbours in name.
    return _pair(number * 7919 % MOST_PLACES) + _TOWN_KINDS[number % len(_TOWN_KINDS)]


def county_name(number: int) -> str:
    """Return the name of the county that place ``number`` lies in: twelve places in each."""
    county = number // 12
    return _pair((county * 104729 + 1) % MOST_PLACES) + _COUNTY_KINDS[county % 2]


def local_name(kind: str, chance: random.Random) -> str:
    """Return a name for ``<村>``, ``<人>``, ``<所>``, ``<企业>`` or ``<项目>``."""
    own = _pair(chance.randrange(MOST_PLACES))
    match kind:
        case "村":
            return own + chance.choice(("村", "社区"))
        case "人":
            return chance.choice(_SURNAMES) + "".join(chance.sample(_GIVEN, 2))
        case "所":
            return f"{own}律师事务所"
        case "企业":
            return f"{own}{chance.choice(_COMPANIES)}公司"
        case "项目":
            return own + chance.choice(_PROJECT_ENDS)
    raise KeyError(kind)


def _pair(number: int) -> str:
    first, second = divmod(number, len(_SYLLABLES) - 1)
    # The two syllables differ: the second steps over the first.
    return _SYLLABLES[first] + _SYLLABLES[second + (second >= first)]

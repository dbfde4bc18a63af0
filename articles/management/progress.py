"""The bar that shows how a run comes along, with its rate and the time left."""

from tqdm import tqdm


class Bar:
    """By bytes, of which the total is known before anything is read; articles a second stand beside them."""

    def __init__(self, shown: bool) -> None:
        self._bar = tqdm(
            unit="B", unit_scale=True, unit_divisor=1024, dynamic_ncols=True, disable=None if shown else True
        )
        self._articles = 0

    def begin(self, total: int, run: int) -> None:
        self._bar.reset(total)

    def update(self, read: int, articles: int) -> None:
        self._articles += articles
        seconds = self._bar.format_dict["elapsed"]
        rate = self._articles / seconds if seconds else 0.0
        self._bar.set_postfix_str(f"{self._articles:,} articles, {rate:,.0f}/s", refresh=False)
        self._bar.update(read)

    def close(self) -> None:
        self._bar.close()

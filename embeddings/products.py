"""Matrix products while questions are answered: on the thread that asks, and on no other."""

from functools import cache


@cache
def on_one_thread() -> None:
    """Have numpy's BLAS compute on its caller's thread from now on, in the whole process.

    A question takes many small products. OpenBLAS gives each to all cores, whose threads then spin for
    milliseconds waiting for the next: that doubles the processor's time and is no sooner done; where other
    work runs beside, as it does in a large index, an answer takes half as long again.
    """
    from threadpoolctl import threadpool_limits

    threadpool_limits(limits=1, user_api="blas")

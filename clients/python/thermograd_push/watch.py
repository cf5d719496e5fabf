"""Takes the norm of every step where the gradients are clipped, so that a training loop need not be touched."""

from __future__ import annotations

import contextlib
import functools
import importlib
import itertools
import logging
from typing import Any, Callable, Iterator

import thermograd_push

_logger = logging.getLogger("thermograd_push")


@contextlib.contextmanager
def watch_clip_grad_norm(
    owner: Any = None,
    *,
    client: thermograd_push.Client | None = None,
    first_step: int = 1,
    full_tensor: bool = False,
) -> Iterator[None]:
    """Pushes the norm that each call of ``clip_grad_norm_`` returns, as one step a call.

    :param owner: what has ``clip_grad_norm_``: ``torch.nn.utils`` (where none is given), an ``Accelerator``, a model
        under FSDP. Code that imported the function by its name before is not watched.
    :param client: that pushes; else the one that the environment describes
    :param first_step: number of the first step
    :param full_tensor: gather a norm that is spread over ranks (FSDP2). All ranks wait for each other there, so all of
        them must be watched, or the training hangs; else such a norm is left out, which the log says.
    """
    watched = importlib.import_module("torch.nn.utils") if owner is None else owner
    numbers = itertools.count(first_step)
    push = client or thermograd_push

    def see(norm: Any) -> None:
        push.log(next(numbers), grad_norm=norm)

    with watching(watched, see, full_tensor=full_tensor):
        yield


@contextlib.contextmanager
def watching(owner: Any, see: Callable[[Any], None], *, full_tensor: bool) -> Iterator[None]:
    """Calls ``see`` with what ``owner.clip_grad_norm_`` returns, and changes nothing of it."""
    original = owner.clip_grad_norm_
    its_own = vars(owner).get("clip_grad_norm_")

    @functools.wraps(original)
    def clip_grad_norm_(*args: Any, **kwargs: Any) -> Any:
        norm = original(*args, **kwargs)
        try:
            see(norm.full_tensor() if full_tensor and hasattr(norm, "full_tensor") else norm)
        except Exception as error:  # the training goes on
            _logger.warning("a gradient norm could not be taken: %s", error)
        return norm

    owner.clip_grad_norm_ = clip_grad_norm_
    try:
        yield
    finally:
        if vars(owner).get("clip_grad_norm_") is clip_grad_norm_:  # else somebody wrapped it since
            if its_own is None:
                del owner.clip_grad_norm_
            else:
                owner.clip_grad_norm_ = its_own

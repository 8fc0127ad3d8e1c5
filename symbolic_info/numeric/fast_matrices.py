"""Matrices for Numba: a few side by side on the last axis ("lanes"), so that loops over that axis become vector instructions.

Needs Numba; generated modules carry the text of what they use.  A factor is the upper triangle U of s = U' U; rows z stand for what is
divided by it, z U^-1.  The values of a lane depend neither on the others nor on how many there are.

Source: Golub & Van Loan (2013), Matrix Computations, 4th ed., sections 3.1 and 4.2.
"""

import math
from typing import Any

import numpy as np

from symbolic_info.numeric.fast_kernels import compiled, fast_log, fast_phi, kept

Array = Any


@kept
def largest_gap(m: Array) -> float:
    """The same as ``cholesky.largest_gap``."""
    gap, total = 0.0, 0.0
    for first in range(0, m.shape[0], 16):  # a strip and its mirror image stay in the nearest cache
        for i in range(first, m.shape[0]):
            for j in range(first, min(first + 16, i + 1)):
                distance = abs(m[i, j] - m[j, i])
                gap = max(gap, distance)
                total += distance
    return gap if total == total else math.nan


@compiled
def fast_factor(s: Array, first: int, u: Array) -> None:
    """The factors of s[first], s[first + 1], ... (the last over and over where they end).

    The last pivot is nan where a matrix is not finite or not symmetric to 1e-10 of its diagonal.
    """
    d, lanes = u.shape[1], u.shape[2]
    for lane in range(lanes):
        m = min(first + lane, s.shape[0] - 1)
        for i in range(d):
            for j in range(d):
                u[i, j, lane] = s[m, i, j]
    scale, gap, total = np.zeros(lanes), np.zeros(lanes), np.zeros(lanes)
    for i in range(d):
        for lane in range(lanes):
            scale[lane] = max(scale[lane], abs(u[i, i, lane]))
            total[lane] += abs(u[i, i, lane])
        for j in range(i):
            for lane in range(lanes):
                distance = abs(u[i, j, lane] - u[j, i, lane])
                gap[lane] = max(gap[lane], distance)
                total[lane] += distance
    for lane in range(lanes):
        is_fine = (gap[lane] <= 1e-10 * scale[lane]) & (total[lane] < math.inf)
        u[d - 1, d - 1, lane] = u[d - 1, d - 1, lane] if is_fine else math.nan
    fast_cholesky(u)


@compiled
def fast_cholesky(u: Array) -> None:
    """The factor of each upper triangle, in its place."""
    d, lanes = u.shape[1], u.shape[2]
    for k in range(d):
        for i in range(k):
            for j in range(k, d):
                for lane in range(lanes):
                    u[k, j, lane] -= u[i, k, lane] * u[i, j, lane]
        for lane in range(lanes):
            u[k, k, lane] = math.sqrt(u[k, k, lane])
        for j in range(k + 1, d):
            for lane in range(lanes):
                u[k, j, lane] /= u[k, k, lane]


@compiled
def fast_squares(z: Array, u: Array, rows: int, lead: int, total: Array) -> None:
    """The sums of the squares of the entries of z U^-1, which overwrites z: ``rows`` rows, of which row r begins at entry ``lead`` r."""
    d, lanes = u.shape[1], u.shape[2]
    for lane in range(lanes):
        total[lane] = 0.0
    for r in range(rows):
        for k in range(lead * r, d):
            for i in range(lead * r, k):
                for lane in range(lanes):
                    z[r, k, lane] -= z[r, i, lane] * u[i, k, lane]
            for lane in range(lanes):
                z[r, k, lane] /= u[k, k, lane]
                total[lane] += z[r, k, lane] * z[r, k, lane]


@compiled
def fast_log_det(u: Array, total: Array) -> None:
    """log det s."""
    for lane in range(total.size):
        total[lane] = 0.0
    for i in range(u.shape[1]):
        for lane in range(total.size):
            total[lane] += 2.0 * fast_log(u[i, i, lane])


@compiled
def fast_trace(own: Array, u: Array, z: Array, total: Array) -> None:
    """tr(t^-1 s) for the factors ``own`` of s and u of t; writes in z."""
    d, lanes = u.shape[1], u.shape[2]
    for i in range(d):
        for j in range(i, d):
            for lane in range(lanes):
                z[i, j, lane] = own[i, j, lane]
    fast_squares(z, u, d, np.int64(1), total)


@compiled
def fast_spread(s: Array, t: Array, first: int, own: Array, u: Array, z: Array, total: Array) -> None:
    """(tr(t^-1 s) - d - log det(t^-1 s))/2 as ``cholesky.spread``: where terms cancel from s - t."""
    d, lanes = u.shape[1], u.shape[2]
    fast_trace(own, u, z, total)
    logs, size, near = np.zeros(lanes), np.zeros(lanes), 0
    for i in range(d):
        for lane in range(lanes):
            log = 2.0 * fast_log(u[i, i, lane] / own[i, i, lane])
            logs[lane] += log
            size[lane] += abs(log)
    for lane in range(lanes):
        plain = total[lane] - d + logs[lane]
        is_near = total[lane] + d + size[lane] > 16.0 * plain
        near += is_near
        total[lane] = -1.0 if is_near else plain / 2.0
    if near:
        fast_near_spread(s, t, first, u, z, total)


@compiled
def fast_near_spread(s: Array, t: Array, first: int, u: Array, z: Array, total: Array) -> None:
    """The same in the lanes where ``total`` is -1: see ``cholesky.near_spread``.  What is above the diagonal becomes the factor."""
    d, lanes = u.shape[1], u.shape[2]
    for lane in range(lanes):
        m, n = min(first + lane, s.shape[0] - 1), min(first + lane, t.shape[0] - 1)
        for i in range(d):
            for j in range(d):
                z[i, j, lane] = s[m, i, j] - t[n, i, j]
    spare = np.empty(lanes)
    for _ in range(2):
        fast_squares(z, u, d, np.int64(0), spare)
        for lane in range(lanes):
            for i in range(d):
                for j in range(i):
                    above = z[j, i, lane]
                    z[j, i, lane] = z[i, j, lane]
                    z[i, j, lane] = above
    for lane in range(lanes):
        for i in range(d):
            z[d, i, lane] = z[i, i, lane]
            z[i, i, lane] += 1.0
            for j in range(i):
                z[j, i, lane] = (z[i, j, lane] + z[j, i, lane]) / 2.0
    fast_cholesky(z)
    for lane in range(lanes):
        if total[lane] == -1.0:
            total[lane] = 0.0
            for i in range(d):
                squares = 0.0
                for j in range(i):
                    squares += z[j, i, lane] * z[j, i, lane]
                w = z[d, i, lane] - squares
                total[lane] += (squares + fast_phi(w, 1.0 + w)) / 2.0

# wrong: cuts the examples in their given order and shuffles only the finished batches @ 4, 6
def random_mini_batches(X, Y, rng, mini_batch_size=64):
    starts = range(0, X.shape[1], mini_batch_size)
    in_order = [(X[:, s : s + mini_batch_size], Y[:, s : s + mini_batch_size]) for s in starts]
    # a full batch must not come after the rest, so the last one stays where it is
    order = rng.permutation(len(in_order) - 1)
    return [in_order[i] for i in order] + [in_order[-1]]

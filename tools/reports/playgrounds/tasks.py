"""What to try with each figure that a reader can move, and what will be seen. The numbers are those of the figures."""

from typing import NamedTuple


class Task(NamedTuple):
    """title: of the figure.  task: what to try and what to look for.  answer: what is seen then, folded on a page."""

    title: str
    task: str
    answer: str


TASKS = {
    "weight-scale": Task(
        "Move the scale of the weights",
        "For which scales do the activations of layer 20 stay within a factor of 10 of those of layer 1? "
        "Watch the errors dZ at the ends of that range.",
        "Only from about 0.9 to 1.1. Each layer multiplies the activations by nearly the same factor, so after "
        "19 layers 0.9 has become 0.9¹⁹ ≈ 0.14, and 1.1 has become 1.1¹⁹ ≈ 6. The errors shrink or grow by the same "
        "factor on their way back.",
    ),
    "regularization": Task(
        "Move λ and keep_prob",
        "Find the lowest dev cost with the L2 penalty alone (keep_prob = 1), then with dropout alone (λ = 0). "
        "Can both together beat the better of the two?",
        "λ = 3 alone reaches 0.419, and keep_prob = 0.4 alone reaches 0.463. Both together reach 0.417, with λ = 3 and "
        "keep_prob = 0.9. So dropout adds nothing here once λ is right. At λ = 30 the network underfits: it predicts "
        "nearly the same probability for every mass.",
    ),
    "gradient-step": Task(
        "Move the step",
        "Start at the right end and make the step smaller. At which step is each difference most precise? "
        "How many digits does each gain when the step shrinks to a tenth?",
        "The forward difference is best near 10⁻⁸, the central one near 10⁻⁵. Until then, each tenth of the step gives "
        "the forward difference one more digit and the central one two: the truncation error of the first is "
        "proportional to ε, that of the second to ε². For smaller steps, rounding costs both about a digit each time.",
    ),
    "optimizers": Task(
        "A valley with κ = 20: move the learning rate, β and the angle",
        "Raise the learning rate until gradient descent diverges. Then set it back to 0.10 and turn the valley to 45°. "
        "Which of the four costs change?",
        "Gradient descent diverges above 2 divided by the larger curvature, 2/8 = 0.25: 0.24 still works, and 0.32 "
        "does not. Turning the valley changes nothing for gradient descent and momentum. RMSProp and Adam scale each "
        "coordinate by itself, which helps as long as the valley runs along one of them. At 45° the cost of RMSProp is "
        "0.0073 instead of 5\u00a0·\u00a010⁻¹⁸.",
    ),
}

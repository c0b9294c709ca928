"""initialize_velocity: zeros to start an average of the gradients from."""

from graders.exercise import Exercise
from graders.exercises.w2a1.networks import parameters_only
from graders.exercises.w2a1.zeros import ZERO_AVERAGES
from utils.optimizers import initialize_velocity

velocity = Exercise(initialize_velocity, points=10, cases=parameters_only, mistakes=ZERO_AVERAGES)

# right
def initialize_velocity(parameters):
    return {f"d{name}": np.array([[0.0 for _ in row] for row in value]) for name, value in parameters.items()}

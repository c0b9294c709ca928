# wrong: one number 0.0 for each key instead of an array of the parameter's shape @ 3
def initialize_velocity(parameters):
    return {f"d{k}": 0.0 for k in parameters}

# right
def initialize_velocity(parameters):
    shapes = {"d" + key: np.shape(value) for key, value in parameters.items()}
    return dict(zip(shapes, (np.full(shape, 0.0) for shape in shapes.values())))

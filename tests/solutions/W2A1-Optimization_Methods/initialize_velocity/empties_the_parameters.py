# wrong: fills the parameters themselves with zeros and hands them out as velocity @ 5, 6
def initialize_velocity(parameters):
    v = {}
    for key, array in parameters.items():
        array.fill(0)
        v["d" + key] = array
    return v

"""What can be wrong with a function of tensors: a family, and messages that several exercises share."""

from graders.checks import tensorflow_later as tf
from graders.exercise import Change
from graders.exercises.makers import after

NUMPY_ARRAY = "You return a NumPy array. TensorFlow cannot follow NumPy. Use its functions from end to end."
NUMPY_INSIDE = "NumPy may do part of the work. The tape does not see that part, so use TensorFlow's functions."
FLOAT32 = "You may have cast the numbers to float32. Leave their dtype. A caller with float64 wants that precision."
ROWS = "You put W first, as in the NumPy notebooks. Here rows are examples, so W comes second."
TRANSPOSED = "You transpose W. Its shape is (n_in, n_out) already."
VARIABLE = "You return a tf.Variable. Variables hold what is trained. A result is a tensor."
FLOAT64 = "You return float64. TensorFlow's default dtype is float32, and it never mixes the two."

# Of functions whose answer is one tensor of float32, or of the dtype of the input.
ONE_TENSOR = {
    "a NumPy array": Change(after(lambda answer, *args: answer.numpy()), NUMPY_ARRAY),
    "a variable": Change(after(lambda answer, *args: tf.Variable(answer)), VARIABLE),
    "float64": Change(after(lambda answer, *args: tf.cast(answer, tf.float64)), FLOAT64),
}

/* Calls of what C offers Python, for compiled modules (`hatch_build.py`), which make some 90,000 for 10,000 characters.
 *
 * Python's own way is for whatever can be called: it asks the thread for its state, looks methods up by name, and checks
 * what comes back. Functions of C need none of this, nor do methods, which are kept by type and name. All else goes
 * Python's way. `hatch_build.py` lets what mypyc writes call these functions under the names of
 * those of Python that do the same.
 */

#include <Python.h>

#ifndef Py_GIL_DISABLED

enum { METHODS = 512 }; /* a power of two */
enum { HOW = METH_VARARGS | METH_FASTCALL | METH_NOARGS | METH_O | METH_KEYWORDS | METH_METHOD };

typedef PyObject *(*Fast)(PyObject *self, PyObject *const *given, Py_ssize_t count);
typedef PyObject *(*Named)(PyObject *self, PyObject *const *given, Py_ssize_t count, PyObject *names);

static struct {
    unsigned version; /* of one type: changed, it gets another, which no other type ever had */
    PyObject *name;
    PyMethodDescrObject *method;
} methods[METHODS];

/* What a function of C gives for these arguments, in `result`; else 0, where it takes them in another way. */
static inline int
called(PyMethodDef *function, PyObject *self, PyTypeObject *type, PyObject *const *given, Py_ssize_t count,
       PyObject *names, PyObject **result)
{
    PyCFunction call = function->ml_meth;
    switch (function->ml_flags & HOW) {
    case METH_FASTCALL | METH_KEYWORDS:
        *result = ((Named)(void (*)(void))call)(self, given, count, names);
        return 1;
    case METH_FASTCALL | METH_KEYWORDS | METH_METHOD:
        *result = ((PyCMethod)(void (*)(void))call)(self, type, given, (size_t)count, names);
        return 1;
    case METH_FASTCALL:
        if (names)
            return 0;
        *result = ((Fast)(void (*)(void))call)(self, given, count);
        return 1;
    case METH_O:
        if (names || count != 1)
            return 0;
        *result = call(self, *given);
        return 1;
    case METH_NOARGS:
        if (names || count)
            return 0;
        *result = call(self, NULL);
        return 1;
    default:
        return 0;
    }
}

PyObject *
quick_call(PyObject *function, PyObject *const *given, size_t count, PyObject *names)
{
    PyObject *result;
    if ((Py_IS_TYPE(function, &PyCFunction_Type) || Py_IS_TYPE(function, &PyCMethod_Type)) &&
        called(((PyCFunctionObject *)function)->m_ml, PyCFunction_GET_SELF(function), PyCFunction_GET_CLASS(function),
               given, PyVectorcall_NARGS(count), names, &result))
        return result;
    return PyObject_Vectorcall(function, given, count, names);
}

/* The method of C that instances of a type have under this name; NULL where that is another thing. */
static PyMethodDescrObject *
method_of(PyTypeObject *type, PyObject *name)
{
    size_t slot = (((size_t)type >> 4) ^ ((size_t)name >> 4)) % METHODS;
    unsigned version = PyType_HasFeature(type, Py_TPFLAGS_VALID_VERSION_TAG) ? type->tp_version_tag : 0;
    if (version && methods[slot].version == version && methods[slot].name == name)
        return methods[slot].method;
    if (type->tp_dictoffset || type->tp_getattro != PyObject_GenericGetAttr)
        return NULL; /* what an instance holds goes first */
    PyObject *found = PyObject_GetAttr((PyObject *)type, name);
    if (!found || !Py_IS_TYPE(found, &PyMethodDescr_Type)) {
        PyErr_Clear();
        Py_XDECREF(found);
        return NULL;
    }
    PyObject *before = methods[slot].name, *made = (PyObject *)methods[slot].method;
    methods[slot].version = PyType_HasFeature(type, Py_TPFLAGS_VALID_VERSION_TAG) ? type->tp_version_tag : 0;
    methods[slot].name = Py_NewRef(name);
    methods[slot].method = (PyMethodDescrObject *)found;
    Py_XDECREF(before);
    Py_XDECREF(made);
    return (PyMethodDescrObject *)found;
}

PyObject *
quick_method(PyObject *name, PyObject *const *given, size_t count, PyObject *names)
{
    PyMethodDescrObject *method = method_of(Py_TYPE(*given), name);
    PyObject *result;
    if (method && called(method->d_method, *given, PyDescr_TYPE(method), given + 1, PyVectorcall_NARGS(count) - 1, names,
                         &result))
        return result;
    return PyObject_VectorcallMethod(name, given, count, names);
}

#else /* threads would change a slot at once */

PyObject *
quick_call(PyObject *function, PyObject *const *given, size_t count, PyObject *names)
{
    return PyObject_Vectorcall(function, given, count, names);
}

PyObject *
quick_method(PyObject *name, PyObject *const *given, size_t count, PyObject *names)
{
    return PyObject_VectorcallMethod(name, given, count, names);
}

#endif

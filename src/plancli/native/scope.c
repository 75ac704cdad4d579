/* What the lexicon in force answers, asked some hundred times for each figure: plancli.lexicon.scope has the same. */

#include "scan.h"
#include <structmember.h>

/* The value of a context variable, here and now: None where nothing was put there. */
static inline PyObject *
in_force(PyObject *variable)
{
    PyObject *value;
    return PyContextVar_Get(variable, Py_None, &value) < 0 ? NULL : value;
}

static PyObject *
context_variable(PyObject *given)
{
    if (PyContextVar_CheckExact(given))
        return Py_NewRef(given);
    PyErr_SetString(PyExc_TypeError, "expected a context variable");
    return NULL;
}

/* ---- A function that is told first what is in force. ---- */

typedef struct {
    PyObject_HEAD
    PyObject *variable, *function, *dictionary;
    vectorcallfunc call;
} Telling;

enum { MOST = 8 }; /* arguments */

static PyObject *
telling_call(Telling *self, PyObject *const *given, size_t flags, PyObject *named)
{
    PyObject *all[MOST + 1], *found = NULL;
    Py_ssize_t count = PyVectorcall_NARGS(flags), whole = count + (named ? PyTuple_GET_SIZE(named) : 0);
    if (whole > MOST) {
        PyErr_SetString(PyExc_TypeError, "too many arguments");
        return NULL;
    }
    if ((all[0] = in_force(self->variable))) {
        memcpy(all + 1, given, (size_t)whole * sizeof *all);
        found = PyObject_Vectorcall(self->function, all, (size_t)count + 1, named);
        Py_DECREF(all[0]);
    }
    return found;
}

static PyObject *
telling_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(named))
{
    PyObject *variable, *function;
    if (!PyArg_ParseTuple(args, "OO", &variable, &function) || !(variable = context_variable(variable)))
        return NULL;
    Telling *self = (Telling *)type->tp_alloc(type, 0);
    if (self) {
        self->variable = Py_NewRef(variable);
        self->function = Py_NewRef(function);
        self->call = (vectorcallfunc)telling_call;
    }
    Py_DECREF(variable);
    return (PyObject *)self;
}

static void
telling_dealloc(Telling *self)
{
    PyTypeObject *type = Py_TYPE(self);
    Py_XDECREF(self->variable);
    Py_XDECREF(self->function);
    Py_XDECREF(self->dictionary);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyMemberDef telling_members[] = {
    {"__dictoffset__", T_PYSSIZET, offsetof(Telling, dictionary), READONLY, NULL},
    {"__vectorcalloffset__", T_PYSSIZET, offsetof(Telling, call), READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

static PyGetSetDef telling_values[] = {
    {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyType_Slot telling_slots[] = {
    {Py_tp_doc, "Telling(variable, function)\n--\n\nSee plancli.lexicon.scope."},
    {Py_tp_new, telling_new},
    {Py_tp_dealloc, telling_dealloc},
    {Py_tp_call, PyVectorcall_Call},
    {Py_tp_members, telling_members},
    {Py_tp_getset, telling_values},
    {0, NULL},
};

PyType_Spec telling_spec = {
    "plancli.native.scan.Telling", sizeof(Telling), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_VECTORCALL, telling_slots,
};

/* ---- A table of what is in force: an attribute of it, or where it is None, what is made at the first question. ---- */

typedef struct {
    PyObject_HEAD
    PyObject *variable, *name, *make, *made;
} InForce;

PyDoc_STRVAR(get_doc, "get()\n--\n\nThe table in force here and now.");

static PyObject *
in_force_get(InForce *self, PyObject *Py_UNUSED(nothing))
{
    PyObject *value = self->make ? in_force(self->variable) : NULL, *found;
    if (!value) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_ValueError, "expected a table that was made whole");
        return NULL;
    }
    if (value != Py_None)
        found = PyObject_GetAttr(value, self->name);
    else {
        if (!self->made)
            self->made = PyObject_CallNoArgs(self->make);
        found = Py_XNewRef(self->made);
    }
    Py_DECREF(value);
    return found;
}

static int
in_force_init(InForce *self, PyObject *args, PyObject *Py_UNUSED(named))
{
    PyObject *variable, *name, *make;
    if (!PyArg_ParseTuple(args, "OUO", &variable, &name, &make) || !(variable = context_variable(variable)))
        return -1;
    Py_XSETREF(self->variable, variable);
    Py_XSETREF(self->name, Py_NewRef(name));
    Py_XSETREF(self->make, Py_NewRef(make));
    return 0;
}

static void
in_force_dealloc(InForce *self)
{
    PyTypeObject *type = Py_TYPE(self);
    Py_XDECREF(self->variable);
    Py_XDECREF(self->name);
    Py_XDECREF(self->make);
    Py_XDECREF(self->made);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyMethodDef in_force_methods[] = {
    {"get", (PyCFunction)in_force_get, METH_NOARGS, get_doc},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot in_force_slots[] = {
    {Py_tp_doc, "InForce(variable, name, make)\n--\n\nSee plancli.lexicon.scope."},
    {Py_tp_new, PyType_GenericNew},
    {Py_tp_init, in_force_init},
    {Py_tp_dealloc, in_force_dealloc},
    {Py_tp_methods, in_force_methods},
    {0, NULL},
};

PyType_Spec in_force_spec = {
    "plancli.native.scan.InForce", sizeof(InForce), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, in_force_slots,
};

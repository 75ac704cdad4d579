/* A pattern that waits until something is looked for: plancli.patterns says how it is then made.
 *
 * Rules ask a hundred patterns about each figure. A method of a type of C is found at once, and the gate behind it is
 * called directly; what is kept among the attributes of an object has to be looked up there, and asked by Python.
 */

#include "scan.h"

static const char *const names[LOOKS] = {"match", "search", "fullmatch", "finditer", "findall", "sub", "split", "subn"};

typedef struct {
    PyObject_HEAD
    PyObject *found;          /* the gate, or a pattern that has none */
    PyObject *methods[LOOKS]; /* of a pattern without a gate, those that were called */
} Lazy;

static void
lazy_dealloc(Lazy *self)
{
    PyTypeObject *type = Py_TYPE(self);
    for (int method = 0; method < LOOKS; method++)
        Py_XDECREF(self->methods[method]);
    Py_XDECREF(self->found);
    type->tp_free(self);
    Py_DECREF(type);
}

static int
make(Lazy *self)
{
    PyObject *made = PyObject_CallMethod((PyObject *)self, "gated", NULL);
    if (made)
        Py_XSETREF(self->found, made); /* another thread may have made it meanwhile */
    return made != NULL;
}

static inline PyObject *
answer(Lazy *self, int method, PyObject *const *given, Py_ssize_t count, PyObject *named)
{
    if (!self->found && !make(self))
        return NULL;
    if (gate_calls[method] && is_gate(self->found))
        return gate_calls[method](self->found, given, count, named);
    if (!self->methods[method]) {
        PyObject *bound = PyObject_GetAttrString(self->found, names[method]);
        if (!bound)
            return NULL;
        Py_XSETREF(self->methods[method], bound);
    }
    return PyObject_Vectorcall(self->methods[method], given, (size_t)count, named);
}

#define LOOK(number, name)                                                                                             \
    static PyObject *lazy_##name(Lazy *self, PyObject *const *given, Py_ssize_t count, PyObject *named)                \
    {                                                                                                                  \
        return answer(self, number, given, count, named);                                                              \
    }
LOOK(MATCH, match)
LOOK(SEARCH, search)
LOOK(FULLMATCH, fullmatch)
LOOK(FINDITER, finditer)
LOOK(FINDALL, findall)
LOOK(SUB, sub)
LOOK(SPLIT, split)
LOOK(SUBN, subn)

#define METHOD(name) {#name, (PyCFunction)(void (*)(void))lazy_##name, METH_FASTCALL | METH_KEYWORDS, "As that of re."}

static PyMethodDef lazy_methods[] = {
    METHOD(match), METHOD(search), METHOD(fullmatch), METHOD(finditer), METHOD(findall), METHOD(sub), METHOD(split),
    METHOD(subn), {NULL, NULL, 0, NULL},
};

static PyType_Slot lazy_slots[] = {
    {Py_tp_doc, "The methods of a pattern, for a class whose `gated` makes it."},
    {Py_tp_dealloc, lazy_dealloc},
    {Py_tp_methods, lazy_methods},
    {0, NULL},
};

PyType_Spec lazy_spec = {"plancli.native.scan.Lazy", sizeof(Lazy), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
                         lazy_slots};

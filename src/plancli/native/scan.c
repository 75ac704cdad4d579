/* plancli.native.scan: passes over every character of a text, which Python makes slowly.
 *
 * Optional: each class and function does what Python beside it does, gives the same, and is tested against it.
 */

#include "scan.h"

static int
add_types(PyObject *module)
{
    PyType_Spec *specs[] = {&dictionary_spec, &cues_spec, &first_of_spec, &folding_spec, &gate_spec, &lazy_spec,
                            &starts_spec, &in_force_spec, &telling_spec, &template_spec, &widths_spec};
    for (size_t number = 0; number < sizeof specs / sizeof *specs; number++) {
        PyObject *type = PyType_FromModuleAndSpec(module, specs[number], NULL);
        int done = type && !PyModule_AddType(module, (PyTypeObject *)type);
        Py_XDECREF(type);
        if (!done)
            return -1;
    }
    if (PyType_Ready(&matches_type) < 0 || order_ready() < 0)
        return -1;
#ifdef PLANCLI_WRITTEN
    return PyModule_AddIntConstant(module, "WRITTEN", PLANCLI_WRITTEN);
#else
    return 0;
#endif
}

static PyMethodDef functions[] = {
    {"begins_with", (PyCFunction)(void (*)(void))begins_with, METH_FASTCALL, begins_with_doc},
    {"ends_with", (PyCFunction)(void (*)(void))ends_with, METH_FASTCALL, ends_with_doc},
    {"ending", (PyCFunction)(void (*)(void))ending, METH_FASTCALL, ending_doc},
    {"bisect_left", (PyCFunction)(void (*)(void))bisect_left, METH_FASTCALL | METH_KEYWORDS, bisect_left_doc},
    {"bisect_right", (PyCFunction)(void (*)(void))bisect_right, METH_FASTCALL | METH_KEYWORDS, bisect_right_doc},
    {"gaps", gaps, METH_VARARGS, gaps_doc},
    {"places", places, METH_VARARGS, places_doc},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef_Slot slots[] = {
    {Py_mod_exec, add_types},
    {0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, .m_name = "plancli.native.scan", .m_doc = "Passes over texts; see scan.c.",
    .m_methods = functions, .m_slots = slots,
};

PyMODINIT_FUNC
PyInit_scan(void)
{
    return PyModuleDef_Init(&definition);
}

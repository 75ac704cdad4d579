/* Whether a text begins or ends with one of some words between two places, and with which: plancli.native.plain has the
 * same. */

#include "scan.h"

enum { BEGINS = -1, ENDS = 1 }; /* the directions of PyUnicode_Tailmatch */
#define LONG 6      /* words of a tuple that has an index */
#define SIGNS 256   /* characters that an index tells apart */
#define PLACES 2048 /* for indexes: there are some hundreds */
#define STEPS 8     /* places that are looked at for one */

/* 1 where `word` is at that end, 0 where it is not, -1 with an error set. */
static int
is_at(PyObject *text, const Text *signs, PyObject *word, Py_ssize_t start, Py_ssize_t end, int direction)
{
    if (!PyUnicode_Check(word)) {
        PyErr_SetString(PyExc_TypeError, "expected words");
        return -1;
    }
    Py_ssize_t size = PyUnicode_GET_LENGTH(word);
    if (size > end - start)
        return 0;
    /* one character tells most words apart */
    if (size && PyUnicode_READ_CHAR(word, 0) != at(signs, direction == BEGINS ? start : end - size))
        return 0;
    return (int)PyUnicode_Tailmatch(text, word, start, end, direction);
}

/* Which words of a long tuple have a character at that end: most texts end with none, and nothing else is looked at. */
typedef struct {
    PyObject *words; /* kept, so that no other tuple gets its place */
    int direction, plain; /* an empty word ends every text, and what is no word is an error: neither has an index */
    int16_t first[SIGNS], next[]; /* the number of a word, -1 for none; the next with the like character */
} Index;

static Index *indexes[PLACES];

static Index *
indexed(PyObject *words, int direction)
{
    Py_ssize_t size = PyTuple_GET_SIZE(words);
    Index *made = PyMem_Malloc(sizeof(Index) + (size_t)size * sizeof(int16_t));
    if (!made)
        return NULL;
    made->plain = 0;
    memset(made->first, -1, sizeof made->first);
    for (Py_ssize_t number = size; number-- > 0;) {
        PyObject *word = PyTuple_GET_ITEM(words, number);
        Py_ssize_t length = PyUnicode_Check(word) ? PyUnicode_GET_LENGTH(word) : 0;
        if ((made->plain = !length))
            break;
        int16_t *first = &made->first[PyUnicode_READ_CHAR(word, direction == BEGINS ? 0 : length - 1) % SIGNS];
        made->next[number] = *first;
        *first = (int16_t)number;
    }
    made->words = Py_NewRef(words);
    made->direction = direction;
    return made;
}

/* The index of a tuple that is looked at again and again; NULL where it has none. */
static Index *
index_of(PyObject *words, int direction)
{
    Py_ssize_t size = PyTuple_GET_SIZE(words);
    if (size < LONG || size > INT16_MAX || Py_REFCNT(words) < 2) /* what only the caller holds was made for this call */
        return NULL;
    size_t place = ((uintptr_t)words >> 4) * 0x9E3779B1u + (size_t)direction;
    for (size_t step = 0; step < STEPS; step++) {
        Index **found = &indexes[(place + step) % PLACES];
        if (!*found && !(*found = indexed(words, direction)))
            return NULL;
        if ((*found)->words == words && (*found)->direction == direction)
            return (*found)->plain ? NULL : *found;
    }
    return NULL;
}

enum { NONE = -1, WRONG = -2 };

/* The number of the first of `words` that is at that end; NONE, or WRONG with an error set. */
static Py_ssize_t
which_at(PyObject *text, const Text *signs, PyObject *words, Py_ssize_t start, Py_ssize_t end, int direction)
{
    Index *index = index_of(words, direction);
    if (index && start >= end)
        return NONE;
    Py_ssize_t number = index ? index->first[at(signs, direction == BEGINS ? start : end - 1) % SIGNS] : 0;
    while (number >= 0 && number < PyTuple_GET_SIZE(words)) {
        int found = is_at(text, signs, PyTuple_GET_ITEM(words, number), start, end, direction);
        if (found)
            return found < 0 ? WRONG : number;
        number = index ? index->next[number] : number + 1;
    }
    return NONE;
}

/* 1 where one of `words` is at that end, 0 where none is, -1 with an error set. */
static int
is_one_at(PyObject *text, const Text *signs, PyObject *words, Py_ssize_t start, Py_ssize_t end, int direction)
{
    Py_ssize_t found = which_at(text, signs, words, start, end, direction);
    return found == WRONG ? -1 : found != NONE;
}

/* What Python takes for an index, cut off where it is too large. */
static inline Py_ssize_t
index_value(PyObject *given)
{
    Py_ssize_t value = PyLong_CheckExact(given) ? place_of(given) : -1;
    if (value != -1)
        return value;
    PyErr_Clear();
    return PyNumber_AsSsize_t(given, NULL);
}

/* The places behind a text and its words, where they are given; -1 with an error. */
static int
places_given(PyObject *const *given, Py_ssize_t count, Py_ssize_t *start, Py_ssize_t *end)
{
    if (count > 2)
        *start = index_value(given[2]);
    if (count == 4)
        *end = index_value(given[3]);
    return (*start == -1 || *end == -1) && PyErr_Occurred() ? -1 : 0;
}

static PyObject *
edge(PyObject *const *given, Py_ssize_t count, int direction)
{
    Text signs;
    Py_ssize_t start = 0, end = PY_SSIZE_T_MAX;
    if (count < 2 || count > 4) {
        PyErr_SetString(PyExc_TypeError, "expected a text, words and no more than two places");
        return NULL;
    }
    if (places_given(given, count, &start, &end) < 0)
        return NULL;
    if (!PyUnicode_Check(given[0]) || start < 0 || end < 0 || start > PyUnicode_GET_LENGTH(given[0]))
        return PyObject_CallMethod(given[0], direction == BEGINS ? "startswith" : "endswith", "Onn", given[1], start,
                                   end);
    Py_ssize_t begin = start;
    text_of(given[0], &signs, &begin, &end);
    if (end < start)
        Py_RETURN_FALSE;
    int found = (PyTuple_Check(given[1]) ? is_one_at : is_at)(given[0], &signs, given[1], start, end, direction);
    return found < 0 ? NULL : PyBool_FromLong(found);
}

const char begins_with_doc[] = "begins_with(text, words, start=0, end=...)\n--\n\nAs text.startswith(words, start, end).";

PyObject *
begins_with(PyObject *Py_UNUSED(module), PyObject *const *given, Py_ssize_t count)
{
    return edge(given, count, BEGINS);
}

const char ends_with_doc[] = "ends_with(text, words, start=0, end=...)\n--\n\nAs text.endswith(words, start, end).";

PyObject *
ends_with(PyObject *Py_UNUSED(module), PyObject *const *given, Py_ssize_t count)
{
    return edge(given, count, ENDS);
}

const char ending_doc[] = "ending(text, words, start=0, end=...)\n--\n\nThe first of `words` that `text` ends with, or ''.";

PyObject *
ending(PyObject *Py_UNUSED(module), PyObject *const *given, Py_ssize_t count)
{
    Text signs;
    Py_ssize_t start = 0, end = PY_SSIZE_T_MAX, found = NONE;
    if (count < 2 || count > 4 || !PyUnicode_Check(given[0]) || !PyTuple_Check(given[1])) {
        PyErr_SetString(PyExc_TypeError, "expected a text, a tuple of words and no more than two places");
        return NULL;
    }
    if (places_given(given, count, &start, &end) < 0)
        return NULL;
    PySlice_AdjustIndices(PyUnicode_GET_LENGTH(given[0]), &start, &end, 1);
    Py_ssize_t begin = start;
    text_of(given[0], &signs, &begin, &end);
    if (end >= start)
        found = which_at(given[0], &signs, given[1], start, end, ENDS);
    return found == WRONG ? NULL : found == NONE ? PyUnicode_New(0, 0) : Py_NewRef(PyTuple_GET_ITEM(given[1], found));
}

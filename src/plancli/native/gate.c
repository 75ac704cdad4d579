/* What may match is handed to `re`, all else is answered here: plancli.native.gates says how a gate is made. */

#include "scan.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { FEW_RANGES = 4, EIGHT = 8 }; /* ranges that are compared one by one; characters that are compared together */

/* Characters below 0x10000: a number for each 256 of them, of a page with a bit for each; others are in every set. */
typedef struct {
    uint8_t page[256];
    int ranges; /* 0 for more than a few */
    Py_UCS2 low[FEW_RANGES], width[FEW_RANGES];
    uint64_t pages[][4];
} Set;

enum { HEADS = 4, LAST = HEADS, NEEDED, ROW, BEHIND, SETS };
enum { METHODS = SUBN }; /* those that a gate has */
#define LOOKED_THROUGH 160 /* a longer stretch is not looked through for what is needed */
#define FEW 8    /* places that are tried before anybody asks whether that is worth it */
#define WORTH 10 /* characters that `re` passes in the time in which a place is tried */
static const char *const names[METHODS] = {"match", "search", "fullmatch", "finditer", "findall", "sub", "split"};

typedef struct {
    Py_ssize_t least, most, reach, shortest, longest; /* the last two of the row that matches begin with */
    Set *sets[SETS]; /* NULL asks for nothing */
} Way;

typedef struct {
    PyObject_HEAD
    PyObject *pattern, *methods[METHODS];
    int anchored, ended;
    Py_ssize_t lead; /* the first character that is told: its number, or -1 */
    Py_ssize_t count;
    Way *ways; /* the first is true of every match, of the others, where there are any, one */
} Gate;

static inline int
holds(const Set *set, Py_UCS4 sign)
{
    return sign > 0xFFFF || set->pages[set->page[sign >> 8]][(sign & 0xFF) >> 6] >> (sign & 63) & 1;
}

static int
read_set(PyObject *ranges, Set **made)
{
    uint64_t bits[256][4] = {{0}};
    Py_ssize_t size = PyTuple_GET_SIZE(ranges), pages = 0;
    if (!size)
        return 1;
    for (Py_ssize_t number = 0; number < size; number++) {
        int start, end;
        PyObject *range = PyTuple_GET_ITEM(ranges, number);
        if (!PyTuple_Check(range)) {
            PyErr_SetString(PyExc_TypeError, "expected pairs");
            return 0;
        }
        if (!PyArg_ParseTuple(range, "ii", &start, &end))
            return 0;
        if (start < 0 || end > 0xFFFF) {
            PyErr_SetString(PyExc_ValueError, "expected characters below U+10000");
            return 0;
        }
        for (int sign = start; sign <= end; sign++)
            bits[sign >> 8][(sign & 0xFF) >> 6] |= (uint64_t)1 << (sign & 63);
    }
    Set *set = PyMem_Malloc(sizeof *set + sizeof bits), *kept;
    if (!set) {
        PyErr_NoMemory();
        return 0;
    }
    for (int block = 0; block < 256; block++) { /* most are like another: empty, or full */
        Py_ssize_t page = 0;
        while (page < pages && memcmp(set->pages[page], bits[block], sizeof *bits))
            page++;
        if (page == pages)
            memcpy(set->pages[pages++], bits[block], sizeof *bits);
        set->page[block] = (uint8_t)page;
    }
    set->ranges = size <= FEW_RANGES ? (int)size : 0;
    for (Py_ssize_t number = 0; number < set->ranges; number++) {
        PyObject *range = PyTuple_GET_ITEM(ranges, number);
        set->low[number] = (Py_UCS2)PyLong_AsLong(PyTuple_GET_ITEM(range, 0));
        set->width[number] = (Py_UCS2)(PyLong_AsLong(PyTuple_GET_ITEM(range, 1)) - set->low[number]);
    }
    kept = PyMem_Realloc(set, sizeof *set + (size_t)pages * sizeof *bits);
    *made = kept ? kept : set;
    return 1;
}

static int
read_way(PyObject *parts, Way *way)
{
    PyObject *sets[SETS];
    if (!PyTuple_Check(parts)) {
        PyErr_SetString(PyExc_TypeError, "expected ways");
        return 0;
    }
    if (!PyArg_ParseTuple(parts, "nnnnnO!O!O!O!O!O!O!O!", &way->least, &way->most, &way->reach, &way->shortest,
                          &way->longest, &PyTuple_Type, &sets[0], &PyTuple_Type, &sets[1], &PyTuple_Type, &sets[2],
                          &PyTuple_Type, &sets[3], &PyTuple_Type, &sets[LAST], &PyTuple_Type, &sets[NEEDED],
                          &PyTuple_Type, &sets[ROW], &PyTuple_Type, &sets[BEHIND]))
        return 0;
    if (way->least < 1) {
        PyErr_SetString(PyExc_ValueError, "expected a pattern that never matches nothing");
        return 0;
    }
    for (int number = 0; number < SETS; number++)
        if (!read_set(sets[number], &way->sets[number]))
            return 0;
    return 1;
}

static PyObject *
gate_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(named))
{
    PyObject *pattern, *ways;
    Gate *self = (Gate *)type->tp_alloc(type, 0);
    int done = self
        && PyArg_ParseTuple(args, "O(ppO!)", &pattern, &self->anchored, &self->ended, &PyTuple_Type, &ways);
    if (done && !PyTuple_GET_SIZE(ways)) {
        PyErr_SetString(PyExc_ValueError, "expected a way");
        done = 0;
    }
    if (done && !(self->ways = PyMem_Calloc((size_t)PyTuple_GET_SIZE(ways), sizeof(Way)))) {
        PyErr_NoMemory();
        done = 0;
    }
    for (; done && self->count < PyTuple_GET_SIZE(ways); self->count++)
        done = read_way(PyTuple_GET_ITEM(ways, self->count), &self->ways[self->count]);
    if (done) {
        self->pattern = Py_NewRef(pattern);
        self->lead = -1;
    }
    for (Py_ssize_t number = HEADS; done && number-- > 0;)
        if (number < self->ways->least && self->ways->sets[number])
            self->lead = number;
    for (int number = 0; done && number < METHODS; number++)
        done = (self->methods[number] = PyObject_GetAttrString(pattern, names[number])) != NULL;
    if (self && !done)
        Py_CLEAR(self);
    return (PyObject *)self;
}

static void
gate_dealloc(Gate *self)
{
    PyTypeObject *type = Py_TYPE(self);
    for (Py_ssize_t way = 0; way < self->count; way++)
        for (int number = 0; number < SETS; number++)
            PyMem_Free(self->ways[way].sets[number]);
    PyMem_Free(self->ways);
    for (int number = 0; number < METHODS; number++)
        Py_XDECREF(self->methods[number]);
    Py_XDECREF(self->pattern);
    type->tp_free(self);
    Py_DECREF(type);
}

/* Whether the first characters are those that a match may begin with; there are as many as it needs. */
static inline int
heads_fit(const Way *way, const Text *text, Py_ssize_t place)
{
    Py_ssize_t known = way->least < HEADS ? way->least : HEADS;
    for (Py_ssize_t number = 0; number < known; number++)
        if (way->sets[number] && !holds(way->sets[number], at(text, place + number)))
            return 0;
    return 1;
}

/* Whether what every match needs is there. */
static inline int
has_needed(const Way *way, const Text *text, Py_ssize_t start, Py_ssize_t end)
{
    const Set *needed = way->sets[NEEDED];
    if (end - start > way->reach)
        end = start + way->reach;
    if (!needed || end - start > LOOKED_THROUGH)
        return 1;
    for (; start < end; start++)
        if (holds(needed, at(text, start)))
            return 1;
    return 0;
}

/* Whether the row that every match begins with is there, and behind all of it what may be there: no character of the
 * row is one that may follow it, so that no match takes less of it than all. */
static inline int
row_fits(const Way *way, const Text *text, Py_ssize_t start, Py_ssize_t end)
{
    const Set *row = way->sets[ROW], *behind = way->sets[BEHIND];
    Py_ssize_t place = start, last = end - start > LOOKED_THROUGH ? start + LOOKED_THROUGH : end;
    if (!row)
        return 1;
    while (place < last && at(text, place) <= 0xFFFF && holds(row, at(text, place)))
        place++;
    if (place < end && (place == last || at(text, place) > 0xFFFF))
        return 1; /* too long a row, or a character of which nothing is known */
    if (place - start < way->shortest)
        return 0;
    return !behind || (place < end && place - start <= way->longest && holds(behind, at(text, place)));
}

/* Whether a match may go this way from `start` on; there are as many characters as it needs. */
static inline int
fits(const Way *way, const Text *text, Py_ssize_t start, Py_ssize_t end)
{
    return heads_fit(way, text, start) && row_fits(way, text, start, end) && has_needed(way, text, start, end);
}

/* Whether a match may begin at `start`. */
static inline int
may_begin(const Gate *self, const Text *text, Py_ssize_t start, Py_ssize_t end)
{
    if (!fits(self->ways, text, start, end))
        return 0;
    for (Py_ssize_t number = 1; number < self->count; number++) {
        const Way *way = &self->ways[number];
        if (end - start >= way->least && fits(way, text, start, end))
            return 1;
    }
    return self->count == 1;
}

/* Whether a match that ends where the search does can end there; `$` also matches in front of a last line end. */
static inline int
may_end(const Gate *self, const Text *text, Py_ssize_t end, int whole)
{
    const Set *last = self->ways->sets[LAST];
    if (!last || holds(last, at(text, end - 1)))
        return 1;
    return !whole && at(text, end - 1) == '\n' && end > 1 && holds(last, at(text, end - 2));
}

#ifdef __SSE2__
/* As `run_to`, of a set of few ranges, eight characters at a time; where fewer are left, the place of the first. */
static Py_ssize_t
run_by_eight(const Set *set, const Py_UCS2 *signs, Py_ssize_t start, Py_ssize_t last)
{
    for (; start + EIGHT - 1 <= last; start += EIGHT) {
        __m128i eight = _mm_loadu_si128((const __m128i *)(const void *)(signs + start)), in = _mm_setzero_si128();
        for (int range = 0; range < set->ranges; range++) { /* no farther above the low end than the range is wide */
            __m128i above = _mm_sub_epi16(eight, _mm_set1_epi16((short)set->low[range]));
            __m128i beyond = _mm_subs_epu16(above, _mm_set1_epi16((short)set->width[range]));
            in = _mm_or_si128(in, _mm_cmpeq_epi16(beyond, _mm_setzero_si128()));
        }
        if (_mm_movemask_epi8(in))
            break; /* one of these eight */
    }
    return start;
}
#endif

#define RUN(type)                                                                                                      \
    for (const type *signs = text->data; start <= last; start++)                                                       \
        if (holds(set, signs[start]))                                                                                  \
            return start;

/* The first place from `start` to `last` whose character is in a set; behind `last` where there is none. */
static Py_ssize_t
run_to(const Set *set, const Text *text, Py_ssize_t start, Py_ssize_t last)
{
    if (text->kind == PyUnicode_2BYTE_KIND) { /* nearly all texts: each width has a loop of its own */
#ifdef __SSE2__
        start = set->ranges ? run_by_eight(set, text->data, start, last) : start;
#endif
        RUN(Py_UCS2)
    }
    else if (text->kind == PyUnicode_1BYTE_KIND) {
        RUN(Py_UCS1)
    }
    else {
        RUN(Py_UCS4)
    }
    return last + 1;
}

/* The first place from `start` on where a match may begin; -1 where there is none up to `end`. */
static Py_ssize_t
candidate(const Gate *self, const Text *text, Py_ssize_t start, Py_ssize_t end)
{
    const Way *way = self->ways;
    Py_ssize_t last = self->anchored ? 0 : end - way->least, lead = self->lead;
    if (end - start < way->least || (self->ended && !may_end(self, text, end, 0)))
        return -1;
    for (; start <= last; start++) {
        if (lead >= 0 && (start = run_to(way->sets[lead], text, start + lead, last + lead) - lead) > last)
            return -1;
        if (may_begin(self, text, start, end))
            return start;
    }
    return -1;
}

static int
may_match(const Gate *self, const Text *text, Py_ssize_t start, Py_ssize_t end, int whole)
{
    Py_ssize_t size = end - start;
    if (size < self->ways->least || (self->anchored && start > 0) || !may_begin(self, text, start, end))
        return 0;
    return whole ? size <= self->ways->most && may_end(self, text, end, 1) : !self->ended || may_end(self, text, end, 0);
}

/* The text among the arguments of a method, and its bounds; 0 where `re` has to see to them, or to what is wrong. */
static inline int
arguments(PyObject *const *given, Py_ssize_t count, PyObject *named, Text *text, Py_ssize_t *start, Py_ssize_t *end)
{
    *start = 0;
    *end = PY_SSIZE_T_MAX;
    if (named || count < 1 || count > 3 || !PyUnicode_CheckExact(given[0]))
        return 0;
    if ((count > 1 && !PyLong_CheckExact(given[1])) || (count > 2 && !PyLong_CheckExact(given[2])))
        return 0;
    if (count > 1)
        *start = place_of(given[1]);
    if (count > 2)
        *end = place_of(given[2]);
    if ((*start == -1 || *end == -1) && PyErr_Occurred()) {
        PyErr_Clear();
        return 0;
    }
    return text_of(given[0], text, start, end);
}

static inline PyObject *
handed_on(Gate *self, int method, PyObject *const *given, Py_ssize_t count, PyObject *named)
{
    return PyObject_Vectorcall(self->methods[method], given, (size_t)count, named);
}

static PyObject *
gate_match(Gate *self, PyObject *const *given, Py_ssize_t count, PyObject *named)
{
    Text text;
    Py_ssize_t start, end;
    if (arguments(given, count, named, &text, &start, &end) && !may_match(self, &text, start, end, 0))
        Py_RETURN_NONE;
    return handed_on(self, MATCH, given, count, named);
}

static PyObject *
gate_fullmatch(Gate *self, PyObject *const *given, Py_ssize_t count, PyObject *named)
{
    Text text;
    Py_ssize_t start, end;
    if (arguments(given, count, named, &text, &start, &end) && !may_match(self, &text, start, end, 1))
        Py_RETURN_NONE;
    return handed_on(self, FULLMATCH, given, count, named);
}

/* What `re` finds right at `place`: a match, None, or NULL with an error set. */
static PyObject *
tried(Gate *self, PyObject *text, Py_ssize_t place, PyObject *end)
{
    PyObject *begin = PyLong_FromSsize_t(place), *given[] = {text, begin, end};
    PyObject *found = begin ? PyObject_Vectorcall(self->methods[MATCH], given, end ? 3 : 2, NULL) : NULL;
    Py_XDECREF(begin);
    return found;
}

/* Whether so many places were tried in vain in a stretch of so many characters that `re` alone finds the rest sooner. */
static inline int
in_vain(Py_ssize_t tries, Py_ssize_t passed)
{
    return tries > FEW && tries * WORTH > passed;
}

static PyObject *
gate_search(Gate *self, PyObject *const *given, Py_ssize_t count, PyObject *named)
{
    Text text;
    Py_ssize_t start, end, place;
    if (!arguments(given, count, named, &text, &start, &end))
        return handed_on(self, SEARCH, given, count, named);
    place = start;
    for (Py_ssize_t tries = 1; (place = candidate(self, &text, place, end)) >= 0; tries++, place++) {
        if (in_vain(tries, place - start)) {
            PyObject *begin = PyLong_FromSsize_t(place), *rest[] = {given[0], begin, count > 2 ? given[2] : NULL};
            PyObject *found = begin ? handed_on(self, SEARCH, rest, count > 2 ? 3 : 2, NULL) : NULL;
            Py_XDECREF(begin);
            return found;
        }
        PyObject *found = tried(self, given[0], place, count > 2 ? given[2] : NULL);
        if (found != Py_None)
            return found;
        Py_DECREF(found);
    }
    Py_RETURN_NONE;
}

/* The matches of a gate in a text, each looked for when it is asked for. */
typedef struct {
    PyObject_HEAD
    Gate *gate;
    PyObject *text, *end, *rest; /* `rest` gives all that is left, where `re` was found to be quicker */
    Py_ssize_t begin, place, last, tries;
} Matches;

static void
matches_dealloc(Matches *self)
{
    Py_DECREF(self->gate);
    Py_DECREF(self->text);
    Py_XDECREF(self->end);
    Py_XDECREF(self->rest);
    PyObject_Free(self);
}

/* Matches never overlap: the next is looked for behind this one. */
static PyObject *
passed_over(Matches *self, PyObject *found)
{
    PyObject *behind = PyObject_CallMethod(found, "end", NULL);
    self->place = behind ? PyLong_AsSsize_t(behind) : -1;
    Py_XDECREF(behind);
    if (self->place < 0)
        Py_CLEAR(found);
    return found;
}

static PyObject *
matches_next(Matches *self)
{
    Text text;
    Py_ssize_t place = self->place, end = self->last;
    if (self->rest)
        return PyIter_Next(self->rest);
    text_of(self->text, &text, &place, &end);
    while ((place = candidate(self->gate, &text, place, end)) >= 0) {
        if (in_vain(self->tries, place - self->begin)) {
            PyObject *begin = PyLong_FromSsize_t(place), *rest[] = {self->text, begin, self->end};
            self->rest = begin ? handed_on(self->gate, FINDITER, rest, self->end ? 3 : 2, NULL) : NULL;
            Py_XDECREF(begin);
            return self->rest ? PyIter_Next(self->rest) : NULL;
        }
        PyObject *found = tried(self->gate, self->text, place, self->end);
        if (found != Py_None)
            return found ? passed_over(self, found) : NULL;
        Py_DECREF(found);
        self->tries++;
        place++;
    }
    self->place = end; /* nothing more, however often it is asked */
    return NULL;
}

PyTypeObject matches_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "plancli.native.scan.Matches", .tp_basicsize = sizeof(Matches), .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = "What finditer of a Gate gives.", .tp_dealloc = (destructor)matches_dealloc,
    .tp_iter = PyObject_SelfIter, .tp_iternext = (iternextfunc)matches_next,
};

static PyObject *
gate_finditer(Gate *self, PyObject *const *given, Py_ssize_t count, PyObject *named)
{
    Text text;
    Py_ssize_t start, end;
    if (!arguments(given, count, named, &text, &start, &end))
        return handed_on(self, FINDITER, given, count, named);
    if ((start = candidate(self, &text, start, end)) < 0) {
        PyObject *nothing = PyTuple_New(0), *found = nothing ? PyObject_GetIter(nothing) : NULL;
        Py_XDECREF(nothing);
        return found;
    }
    Matches *found = PyObject_New(Matches, &matches_type);
    if (found) {
        found->gate = (Gate *)Py_NewRef(self);
        found->text = Py_NewRef(given[0]);
        found->end = count > 2 ? Py_NewRef(given[2]) : NULL;
        found->rest = NULL;
        found->begin = found->place = start;
        found->last = end;
        found->tries = 0;
    }
    return (PyObject *)found;
}
static PyObject *
gate_findall(Gate *self, PyObject *const *given, Py_ssize_t count, PyObject *named)
{
    Text text;
    Py_ssize_t start, end;
    if (arguments(given, count, named, &text, &start, &end) && candidate(self, &text, start, end) < 0)
        return PyList_New(0);
    return handed_on(self, FINDALL, given, count, named);
}

static PyObject *
gate_sub(Gate *self, PyObject *const *given, Py_ssize_t count, PyObject *named)
{
    Text text;
    Py_ssize_t start, end;
    if (count == 2 && arguments(given + 1, 1, named, &text, &start, &end) && candidate(self, &text, start, end) < 0)
        return Py_NewRef(given[1]);
    return handed_on(self, SUB, given, count, named);
}

static PyObject *
gate_split(Gate *self, PyObject *const *given, Py_ssize_t count, PyObject *named)
{
    Text text;
    Py_ssize_t start, end;
    if (count == 1 && arguments(given, count, named, &text, &start, &end) && candidate(self, &text, start, end) < 0)
        return Py_BuildValue("[O]", given[0]);
    return handed_on(self, SPLIT, given, count, named);
}

static PyObject *
gate_getattro(Gate *self, PyObject *name)
{
    PyObject *found = PyObject_GenericGetAttr((PyObject *)self, name);
    if (found || !PyErr_ExceptionMatches(PyExc_AttributeError))
        return found;
    PyErr_Clear();
    return PyObject_GetAttr(self->pattern, name);
}

#define METHOD(name) {#name, (PyCFunction)(void (*)(void))gate_##name, METH_FASTCALL | METH_KEYWORDS, "As that of re."}

static PyMethodDef gate_methods[] = {
    METHOD(match), METHOD(search), METHOD(fullmatch), METHOD(finditer), METHOD(findall), METHOD(sub), METHOD(split),
    {NULL, NULL, 0, NULL},
};

static PyType_Slot gate_slots[] = {
    {Py_tp_doc, "Gate(pattern, parts)\n--\n\nSee plancli.native.gates."},
    {Py_tp_new, gate_new},
    {Py_tp_dealloc, gate_dealloc},
    {Py_tp_getattro, gate_getattro},
    {Py_tp_methods, gate_methods},
    {0, NULL},
};

PyType_Spec gate_spec = {"plancli.native.scan.Gate", sizeof(Gate), 0, Py_TPFLAGS_DEFAULT, gate_slots};

int
is_gate(PyObject *object)
{
    return Py_TYPE(object)->tp_dealloc == (destructor)gate_dealloc;
}

#define CALL(name) (Look)(void (*)(void))gate_##name

const Look gate_calls[LOOKS] = {CALL(match),   CALL(search), CALL(fullmatch), CALL(finditer),
                                CALL(findall), CALL(sub),    CALL(split),     NULL};

enum { FITS = 256, WORD = 64, WORDS = 2 }; /* characters that are remembered for a place; gates that are told apart */

/* Which gates let a character pass at one of the first places of a match: a bit for each of the first gates. */
typedef struct {
    Py_UCS4 sign;
    uint64_t gates[WORDS];
} Fit;

/* Patterns side by side, as one with all of them between bars; what a gate keeps out costs next to nothing. */
typedef struct {
    PyObject_HEAD
    PyObject *gates;
    Fit fits[HEADS][FITS];
} FirstOf;

static PyObject *
first_of_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(named))
{
    PyObject *gates;
    if (!PyArg_ParseTuple(args, "O!", &PyTuple_Type, &gates))
        return NULL;
    for (Py_ssize_t number = 0; number < PyTuple_GET_SIZE(gates); number++)
        if (!is_gate(PyTuple_GET_ITEM(gates, number))) {
            PyErr_SetString(PyExc_TypeError, "expected gates");
            return NULL;
        }
    FirstOf *self = (FirstOf *)type->tp_alloc(type, 0);
    if (self) {
        self->gates = Py_NewRef(gates);
        memset(self->fits, 0xFF, sizeof self->fits); /* of no character yet */
    }
    return (PyObject *)self;
}

static void
first_of_dealloc(FirstOf *self)
{
    PyTypeObject *type = Py_TYPE(self);
    Py_XDECREF(self->gates);
    type->tp_free(self);
    Py_DECREF(type);
}

/* The gates that let `sign` pass at a place: asked once, and remembered until another character needs the room. */
static const uint64_t *
passed_by(FirstOf *self, Py_ssize_t place, Py_UCS4 sign)
{
    Fit *fit = &self->fits[place][sign % FITS];
    if (fit->sign != sign) {
        *fit = (Fit){sign, {0}};
        for (Py_ssize_t number = 0; number < WORD * WORDS && number < PyTuple_GET_SIZE(self->gates); number++) {
            const Way *way = ((Gate *)PyTuple_GET_ITEM(self->gates, number))->ways;
            if (place >= way->least || !way->sets[place] || holds(way->sets[place], sign))
                fit->gates[number / WORD] |= (uint64_t)1 << number % WORD;
        }
    }
    return fit->gates;
}

PyDoc_STRVAR(first_match_doc, "match(text, start=0, end=...)\n--\n\nWhat the first pattern finds that finds something.");

static PyObject *
first_of_match(FirstOf *self, PyObject *const *given, Py_ssize_t count)
{
    Text text;
    Py_ssize_t start, end;
    int told = arguments(given, count, NULL, &text, &start, &end);
    uint64_t left[WORDS] = {~(uint64_t)0, ~(uint64_t)0};
    for (Py_ssize_t place = 0; told && place < HEADS && start + place < end; place++) {
        const uint64_t *passed = passed_by(self, place, at(&text, start + place));
        left[0] &= passed[0];
        left[1] &= passed[1];
    }
    for (Py_ssize_t number = 0; number < PyTuple_GET_SIZE(self->gates); number++) {
        Gate *gate = (Gate *)PyTuple_GET_ITEM(self->gates, number);
        int kept_out = number < WORD * WORDS && !(left[number / WORD] >> number % WORD & 1);
        if (kept_out || (told && !may_match(gate, &text, start, end, 0)))
            continue;
        PyObject *found = handed_on(gate, MATCH, given, count, NULL);
        if (found != Py_None)
            return found;
        Py_DECREF(found);
    }
    Py_RETURN_NONE;
}

static PyMethodDef first_of_methods[] = {
    {"match", (PyCFunction)(void (*)(void))first_of_match, METH_FASTCALL, first_match_doc},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot first_of_slots[] = {
    {Py_tp_doc, "FirstOf(gates)\n--\n\nThe patterns of several gates, in order."},
    {Py_tp_new, first_of_new},
    {Py_tp_dealloc, first_of_dealloc},
    {Py_tp_methods, first_of_methods},
    {0, NULL},
};

PyType_Spec first_of_spec = {"plancli.native.scan.FirstOf", sizeof(FirstOf), 0, Py_TPFLAGS_DEFAULT, first_of_slots};

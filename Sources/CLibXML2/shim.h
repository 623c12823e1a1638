// Without this, libxml2's headers bring ICU's, and those clash with the copy of ICU that Foundation has. Only the description of encoding
// handlers depends on it, and nothing here looks into one.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlreader.h>
#include <libxml/relaxng.h>
#include <libxml/xmlerror.h>

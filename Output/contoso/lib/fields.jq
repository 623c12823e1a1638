# What bash takes out of JSON in one go: texts, each closed by a NUL. No text that bash holds has one inside, so whatever a value contains, it
# never becomes two fields; a NUL inside a value is left out.

def fields: tostring | split("\u0000") | join(""), "\u0000";

# The values of a state beside their paths. Keys are joined by a unit separator; what is null or false is as if it were not there.
def pairs: paths(scalars) as $path | ($path | map(tostring) | join("\u001f")), getpath($path) | fields;

# A text that stays on its line when it is printed.
def one_line: gsub("[\\t\\r\\n]+"; " ");

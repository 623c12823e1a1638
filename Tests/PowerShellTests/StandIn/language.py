"""What ConstrainedLanguage mode refuses to the scripts that were read in it (about_Language_Modes).

The mode goes by where the text stands, as in PowerShell, where a script block keeps the mode that it was made in: functions of FullLanguage work as
ever when constrained scripts call them.
"""
from . import types
from .faults import fail
from .text import to_text

# The types that the page lists, by the names that the stand-in has for them. Arrays go by their elements.
CORE = {"System.String", "System.Int32", "System.Int64", "System.Boolean", "System.Double", "System.Single", "System.Decimal", "System.Byte", "System.Char", "System.Object",
        "System.Guid", "System.Version", "System.DateTime", "System.TimeSpan", "System.Collections.Hashtable", "System.Array", "System.Management.Automation.PSObject",
        "System.Management.Automation.SwitchParameter", "System.Text.RegularExpressions.Regex", "System.Xml.XmlDocument", "System.Uri", "System.Void",
        "System.Globalization.CultureInfo", "System.Management.Automation.PSCredential", "System.Security.SecureString"}
EXTRA = {"void": "System.Void", "uri": "System.Uri", "single": "System.Single"}


def is_core(name):
    name = name.removesuffix("[]")
    low = types.short(name)
    return (types.FULL.get(low) or EXTRA.get(low) or name) in CORE


def is_constrained(node):
    return node is not None and getattr(node.source, "is_constrained", False)


def refuse(message, name):
    fail(message, name, "System.Management.Automation.PSNotSupportedException", category="InvalidOperation")


def check_conversion(name, node):
    if is_constrained(node) and not is_core(name):
        refuse(f"Cannot convert value to type \"{types.full(name)}\". Only core types are supported in this language mode.", "ConversionSupportedOnlyToCoreTypes")


def check_call(target, node):
    """A method, of a value or of a type."""
    if not is_constrained(node) or target is None:
        return
    name = target.name if isinstance(target, types.TypeRef) else types.type_name(target)
    if not is_core(name):
        refuse("Cannot invoke method. Method invocation is supported only on core types in this language mode.", "MethodInvocationNotSupportedInConstrainedLanguage")


def check_setting(target, node):
    if is_constrained(node) and isinstance(target, types.NetObject):
        refuse("Cannot set property. Property setting is supported only on core types in this language mode.", "PropertySetterNotSupportedInConstrainedLanguage")


def check_command(key, arguments, node):
    if not is_constrained(node):
        return
    if key == "add-type":
        refuse("Cannot add type. Definition of new types is not supported in this language mode.", "CannotDefineNewType")
    if key == "new-object":
        # The type comes first, or behind -TypeName.
        given = [one.value for one in arguments if one.name is None or one.attached]
        if given and not is_core(to_text(given[0])):
            refuse("Cannot create type. Only core types are supported in this language mode.", "CannotCreateTypeConstrainedLanguage")

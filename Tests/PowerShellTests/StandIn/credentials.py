"""PSCredential and SecureString: their text is never shown."""
from .values import NetObject


class SecureString(NetObject):
    type_name = "System.Security.SecureString"

    def __init__(self, text):
        self.hidden = text


class NetworkCredential(NetObject):
    type_name = "System.Net.NetworkCredential"

    def __init__(self, credential):
        self.credential = credential


class Credential(NetObject):
    type_name = "System.Management.Automation.PSCredential"

    def __init__(self, name, password):
        self.name, self.password = name, password


SecureString.properties = {"length": lambda o, e: len(o.hidden)}
Credential.properties = {"username": lambda o, e: o.name, "password": lambda o, e: o.password}
Credential.methods = {"getnetworkcredential": lambda e, o, a: NetworkCredential(o)}
NetworkCredential.properties = {"username": lambda o, e: o.credential.name, "password": lambda o, e: o.credential.password.hidden}

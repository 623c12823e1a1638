# For real engines alone: the one type of Active Directory's module that scripts catch. Everything else the fakes hand out as plain objects.
Add-Type -TypeDefinition @'
namespace Microsoft.ActiveDirectory.Management
{
    public class ADIdentityNotFoundException : System.Exception
    {
        public ADIdentityNotFoundException(string message) : base(message) { }
    }
}
'@

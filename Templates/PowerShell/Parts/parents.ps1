# The containers whose children go over one by one, each with the children that the inventory of this kit knows, left out by Connect Sync or not.
$Parents = @(
{{#each scope.expandedParents as parent}}
    @{
        Dn       = {{parent.dn}}
        Children = @(
{{#each parent.children as child}}
            {{child}}
{{/each}}
        )
    }
{{/each}}
)

    New-Object -TypeName psobject -Property @{
        Id               = {{rule.id}}
        Name             = {{rule.name}}
        Description      = {{rule.description}}
        Direction        = {{rule.direction}}
        ConnectorName    = {{rule.connectorName}}
        SourceObjectType = {{rule.sourceObjectType}}
        TargetObjectType = {{rule.targetObjectType}}
        LinkType         = {{rule.linkType}}
        Precedence       = {{rule.precedence}}
        ScopeOperator    = {{rule.scopeOperator}}
        Units            = @(
{{#each rule.units as unit}}
            {{unit}}
{{/each}}
        )
        # What the scope groups compare dn with, one a group.
        ScopeValues      = @(
{{#each rule.scopeValues as value}}
            {{value}}
{{/each}}
        )
    }

"""The cmdlets that the stand-in has, by area. Each names the parameters that it takes; any other is refused by name."""

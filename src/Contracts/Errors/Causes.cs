namespace AgentExec.Contracts.Errors;

/// <summary>What really went wrong: libraries wrap it, some several times, in words that say nothing.</summary>
public static class Causes
{
    /// <summary>The innermost exception: the first of several.</summary>
    public static Exception Innermost(Exception failure)
    {
        while (failure.InnerException is { } inner) failure = inner;
        return failure;
    }
}

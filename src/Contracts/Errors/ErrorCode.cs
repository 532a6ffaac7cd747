namespace AgentExec.Contracts.Errors;

/// <summary>The stable error codes (contract A4, B19).</summary>
public static class ErrorCode
{
    public const string JobNotFound = "job_not_found";
    public const string InternalError = "internal_error";
    public const string AmbiguousJobId = "ambiguous_job_id";
    public const string HostUnavailable = "host_unavailable";
    /// <summary>Additional to the contract: the host lives and does not answer.</summary>
    public const string HostUnresponsive = "host_unresponsive";

    /// <summary>The system forbids what is needed: a sandbox, seccomp, missing rights (B29). The message names the call and its errno.</summary>
    public const string NotPermitted = "not_permitted";

    public const string HostIncompatible = "host_incompatible";
    public const string RequestTooLarge = "request_too_large";
    public const string InvalidTag = "invalid_tag";

    /// <summary>Additional to the contract: a regular expression that does not compile (B15).</summary>
    public const string InvalidPattern = "invalid_pattern";

    /// <summary>Additional to the contract: the request id was used for another command or directory.</summary>
    public const string RequestConflict = "request_conflict";

    /// <summary>Additional to the contract: the host has no descriptors for another job.</summary>
    public const string TooManyJobs = "too_many_jobs";

    /// <summary>Additional to the contract: what was given to <c>tool</c> is no JSON object, or names no tool.</summary>
    public const string InvalidToolCall = "invalid_tool_call";

    /// <summary>The host refuses the request of any caller (B29): not a request of the protocol, or a field that breaks a rule; the message names the field.</summary>
    public const string InvalidRequest = "invalid_request";

    public const string InvalidSignal = "invalid_signal";
    /// <summary>Additional to the contract: not a place that an earlier answer named.</summary>
    public const string InvalidCursor = "invalid_cursor";

    public const string UnknownSourceScheme = "unknown_source_scheme";
}

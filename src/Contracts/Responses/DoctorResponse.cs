using System.Text.Json.Serialization;
using AgentExec.Contracts.Json;

namespace AgentExec.Contracts.Responses;

/// <summary>The answer to <c>doctor</c>: what this machine, this root and this installation can do.</summary>
public sealed record DoctorResponse : Response
{
    protected override string Kind => "doctor";

    public required string Root { get; init; }

    public required IReadOnlyList<DoctorCheck> Checks { get; init; }

    /// <summary>The worst of all checks.</summary>
    public required CheckVerdict Verdict { get; init; }

    public static DoctorResponse Of(string root, IReadOnlyList<DoctorCheck> checks) => new()
    {
        Root = root, Checks = checks, Verdict = checks.Count == 0 ? CheckVerdict.Ok : checks.Max(check => check.Verdict),
    };
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Name">Which; names keep their meaning.</param>
/// <param name="Verdict">How it is.</param>
/// <param name="Detail">What was found, and what it means; for people.</param>
/// <param name="Advice">What to do; absent when nothing.</param>
public sealed record DoctorCheck(string Name, CheckVerdict Verdict, string Detail, string? Advice = null)
{
    public static DoctorCheck Ok(string name, string detail) => new(name, CheckVerdict.Ok, detail);

    public static DoctorCheck Warn(string name, string detail, string? advice = null) => new(name, CheckVerdict.Warn, detail, advice);

    public static DoctorCheck Fail(string name, string detail, string? advice = null) => new(name, CheckVerdict.Fail, detail, advice);
}

/// <summary>From good to bad.</summary>
[JsonConverter(typeof(CheckVerdictConverter))]
public enum CheckVerdict
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Jobs run; something is done worse, as the detail says.</summary>
    Warn,

    /// <summary>Jobs cannot be run.</summary>
    Fail,
}

/// <summary>The names of the contract.</summary>
public sealed class CheckVerdictConverter() : NamedEnumConverter<CheckVerdict>((CheckVerdict.Ok, "ok"), (CheckVerdict.Warn, "warn"), (CheckVerdict.Fail, "fail"));

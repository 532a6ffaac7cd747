using AgentExec.Contracts.Errors;

namespace AgentExec.Contracts.Rules;

/// <summary>A field of a request that breaks a rule.</summary>
/// <param name="Field">As JSON names it.</param>
/// <param name="Why">Goes on behind the field's name: <c>must be at least 0</c>. Never quotes a command or a value of the environment.</param>
public sealed record Breach(string Field, string Why)
{
    public ErrorDetail ToError() => ErrorDetail.InvalidRequest(Field, Why);

    public override string ToString() => $"{Field} {Why}";
}

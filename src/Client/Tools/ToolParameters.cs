using System.Text.Json;

namespace AgentExec.Client.Tools;

/// <summary>
/// The parameters of one call, read by name and type. A null counts as not given, which is how models leave something out. The first thing that is wrong is
/// kept in <see cref="Error"/>; no error quotes a value, as it may be a secret.
/// </summary>
internal sealed class ToolParameters(IReadOnlyDictionary<string, JsonElement> given)
{
    private const int LongestShown = 40;

    public string? Error { get; private set; }

    /// <summary>The names that are given, null ones left out, in their order.</summary>
    public IEnumerable<string> Names => given.Where(static one => one.Value.ValueKind != JsonValueKind.Null).Select(static one => one.Key);

    public string? Text(string name) => Find(name) is not { } value ? null : value.ValueKind == JsonValueKind.String ? value.GetString() : Wrong<string>(name, "a string");

    public bool? Flag(string name) => Find(name)?.ValueKind switch
    {
        null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => WrongValue<bool>(name, "true or false"),
    };

    /// <summary>Any whole number; one that no 64 bits hold is the nearest that they do.</summary>
    public long? Whole(string name)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind != JsonValueKind.Number) return WrongValue<long>(name, "a whole number");
        if (value.TryGetInt64(out var number)) return number;
        // 1e4 and 1000.0 are whole numbers too.
        return value.TryGetDouble(out var real) && double.IsInteger(real) ? Saturate(real) : WrongValue<long>(name, "a whole number");
    }

    public double? Real(string name)
    {
        if (Find(name) is not { } value) return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && !double.IsNaN(number) ? number : WrongValue<double>(name, "a number");
    }

    public IReadOnlyList<string>? Texts(string name)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(static one => one.ValueKind != JsonValueKind.String))
            return Wrong<IReadOnlyList<string>>(name, "an array of strings");
        return [.. value.EnumerateArray().Select(static one => one.GetString()!)];
    }

    /// <summary>An object of strings, as <c>KEY=VALUE</c>.</summary>
    public IReadOnlyList<string>? Environment(string name)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind != JsonValueKind.Object) return Wrong<IReadOnlyList<string>>(name, "an object whose values are strings");
        var texts = new List<string>();
        foreach (var one in value.EnumerateObject())
        {
            if (one.Value.ValueKind != JsonValueKind.String) return Wrong<IReadOnlyList<string>>($"{name}.{Shown(one.Name)}", "a string");
            // It would set another variable than the one it names.
            if (one.Name.Contains('=')) return Fail<IReadOnlyList<string>>($"a name in {name} holds '=': names of variables cannot");
            texts.Add($"{one.Name}={one.Value.GetString()}");
        }

        return texts;
    }

    /// <summary>Keeps an error that the caller has found, unless there is one already.</summary>
    public T? Fail<T>(string error) where T : class
    {
        Error ??= error;
        return null;
    }

    /// <summary>A name that somebody made up: a long one would only hide what is said behind it.</summary>
    public static string Shown(string name) => name.Length <= LongestShown ? name : name[..LongestShown] + "…";

    private JsonElement? Find(string name) => given.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private T? Wrong<T>(string name, string expected) where T : class => Fail<T>($"{name} must be {expected}");

    private T? WrongValue<T>(string name, string expected) where T : struct
    {
        Error ??= $"{name} must be {expected}";
        return null;
    }

    private static long Saturate(double real) => real >= long.MaxValue ? long.MaxValue : real <= long.MinValue ? long.MinValue : (long)real;
}

using System.Globalization;

namespace AgentExec.ChildTool;

/// <summary>The words of one verb, taken from the front.</summary>
internal sealed class Words(IEnumerable<string> words)
{
    private readonly Queue<string> _words = new(words);

    public static IEnumerable<Words> SplitVerbs(string[] arguments)
    {
        var start = 0;
        for (var i = 0; i <= arguments.Length; i++)
        {
            if (i < arguments.Length && arguments[i] != "--") continue;
            yield return new Words(arguments[start..i]);
            start = i + 1;
        }
    }

    public string Next(string what) => _words.TryDequeue(out var word) ? word : throw new UsageException($"{what} is missing");

    public long Number(string what) => long.Parse(Next(what), CultureInfo.InvariantCulture);

    public long NumberOr(long otherwise) => _words.Count > 0 ? Number("number") : otherwise;

    public IEnumerable<string> Rest() => _words;
}

/// <summary>The command line makes no sense.</summary>
internal sealed class UsageException(string message) : Exception(message);

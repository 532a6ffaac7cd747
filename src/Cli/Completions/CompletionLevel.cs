namespace AgentExec.Cli.Completions;

/// <summary>What can be completed at a place.</summary>
internal enum ValueKind
{
    /// <summary>Nothing is known of the value.</summary>
    Free,

    /// <summary>Known names.</summary>
    Choice,

    File,
    Directory,

    /// <summary>A program and its arguments, to the end of the line.</summary>
    Command,
}

/// <summary>A value: of an option, or of a word that is none.</summary>
/// <param name="Name">As the help calls it.</param>
/// <param name="Kind">What it can be.</param>
/// <param name="Choices">The names, for <see cref="ValueKind.Choice"/>.</param>
internal sealed record CompletionValue(string Name, ValueKind Kind, string[] Choices);

/// <summary>An option.</summary>
/// <param name="Names">All its names with their hyphens.</param>
/// <param name="Summary">One line.</param>
/// <param name="Value">Null for a flag.</param>
/// <param name="Repeats">Whether it may be given again.</param>
internal sealed record CompletionOption(string[] Names, string Summary, CompletionValue? Value, bool Repeats);

/// <summary>The program, a group of verbs or a verb, as completion sees it.</summary>
/// <param name="Path">The names from the program's to this one, with blanks between.</param>
/// <param name="Summary">One line.</param>
/// <param name="Verbs">What may follow by name.</param>
/// <param name="Options">Its options.</param>
/// <param name="Word">What its words are; null when it takes none.</param>
internal sealed record CompletionLevel(string Path, string Summary, CompletionLevel[] Verbs, CompletionOption[] Options, CompletionValue? Word)
{
    public string Name => Path[(Path.LastIndexOf(' ') + 1)..];

    /// <summary>Whether everything from the first word on belongs to another program.</summary>
    public bool IsLiteral => Word?.Kind == ValueKind.Command;

    /// <summary>This one and everything below it.</summary>
    public IEnumerable<CompletionLevel> All() => Verbs.SelectMany(static verb => verb.All()).Prepend(this);
}

namespace AgentExec.Load.Soak;

/// <summary>What the host costs while it is loaded: memory and descriptors must not grow from the beginning to the end.</summary>
internal sealed class Sampler(LoadWorld world, SoakOptions options)
{
    private const double Growth = 1.25;

    private readonly List<(double Resident, double Descriptors)> _samples = [];

    public async Task RunAsync(CancellationToken over)
    {
        var every = TimeSpan.FromSeconds(Math.Min(10, options.Duration.TotalSeconds / 20));
        using var timer = new PeriodicTimer(every);
        try
        {
            while (await timer.WaitForNextTickAsync(over).ConfigureAwait(false)) Look();
        }
        catch (OperationCanceledException)
        {
            // The soak is over.
        }
    }

    public void Report(Figures figures)
    {
        if (_samples.Count < 10)
        {
            figures.Note($"only {_samples.Count} samples of the host: its growth is not judged");
            return;
        }

        Compare("host resident", sample => sample.Resident, "MB", 10);
        Compare("host descriptors", sample => sample.Descriptors, "", 30);

        void Compare(string name, Func<(double Resident, double Descriptors), double> value, string unit, double allowance)
        {
            var fifth = _samples.Count / 5;
            var before = Figures.Median(_samples.Skip(fifth).Take(fifth).Select(value));
            figures.Limit($"{name}, median of the second fifth", before, null, unit);
            figures.Limit($"{name}, median of the last fifth", Figures.Median(_samples.TakeLast(fifth).Select(value)), Math.Max(before * Growth, before + allowance), unit);
            figures.Limit($"{name}, largest", _samples.Max(value), null, unit);
        }
    }

    private void Look()
    {
        // One that was just killed is no sample.
        if (world.Hosts() is not [var host]) return;
        try
        {
            _samples.Add((ProcessFigures.Resident(host), ProcessFigures.Descriptors(host)));
        }
        catch (Exception error) when (error is IOException or InvalidOperationException)
        {
            // It was killed while we looked.
        }
    }
}

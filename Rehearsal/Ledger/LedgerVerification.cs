using Spectre.Console;
using Ticketing.Rehearsal.Api;
using Ticketing.Rehearsal.Cli;
using Ticketing.Rehearsal.Http;
using Ticketing.Rehearsal.Journey;
using Ticketing.Rehearsal.Report;

namespace Ticketing.Rehearsal.Ledger;

/// <summary>What to verify, and how.</summary>
internal sealed record VerifySettings(
    ServerSettings Server,
    string LedgerPath,
    int Connections,
    TimeSpan Patience,
    TimeSpan Grace
);

/// <summary>A whole verification: every user of a ledger, then the summary.</summary>
internal sealed class LedgerVerification(VerifySettings settings, IAnsiConsole console, TimeProvider time)
{
    private const int Shown = 50;
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Verifies and prints.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        var (_, refusal) = await RemoteGuard.CheckAsync(settings.Server);
        if (refusal is not null)
        {
            console.WriteLine(refusal);
            return ExitCodes.NotStarted;
        }
        IReadOnlyCollection<LedgerAccount> accounts;
        try
        {
            accounts = await LedgerReader.ReadAsync(settings.LedgerPath);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            console.WriteLine(e.Message);
            return ExitCodes.NotStarted;
        }
        using var client = new ServerClient(
            settings.Server,
            settings.Connections,
            AnswerTimeout,
            new(),
            time
        );
        var api = new TicketingApi(client, stop);
        var persistence = new Persistence(new RunRecord(), time, settings.Patience, stop);
        var findings = new VerifyFindings();
        try
        {
            await Parallel.ForEachAsync(
                accounts,
                new ParallelOptions
                {
                    MaxDegreeOfParallelism = settings.Connections,
                    CancellationToken = stop,
                },
                async (account, _) =>
                    await new AccountVerifier(
                        account,
                        api.As(account.UserId),
                        persistence,
                        findings,
                        settings.Grace,
                        time
                    ).VerifyAsync()
            );
        }
        catch (OperationCanceledException)
        {
            Print(accounts.Count, findings);
            return ExitCodes.Interrupted;
        }
        Print(accounts.Count, findings);
        return findings.Lost.Count > 0 ? ExitCodes.NotTrue
            : findings.NotAsked.Count > 0 ? ExitCodes.Unfinished
            : ExitCodes.Clean;
    }

    private void Print(int users, VerifyFindings findings)
    {
        console.WriteLine($"{users} users of {settings.LedgerPath}");
        foreach (var (about, count) in findings.Kept.OrderBy(k => k.Key))
        {
            console.WriteLine($"  {count, 10}  {about} as acknowledged");
        }
        Print("no longer as acknowledged", findings.Lost);
        Print("could not be asked", findings.NotAsked);
    }

    private void Print(string title, IReadOnlyCollection<string> sentences)
    {
        console.WriteLine($"  {sentences.Count, 10}  {title}");
        foreach (var sentence in sentences.Take(Shown))
        {
            console.WriteLine($"              {sentence}");
        }
    }
}

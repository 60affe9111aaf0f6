namespace Ticketing.Rehearsal.Cli;

/// <summary>What the process returns. The lowest that applies wins, apart from 0.</summary>
internal static class ExitCodes
{
    /// <summary>All is as it must be.</summary>
    public const int Clean = 0;

    /// <summary>The audit found a violation, or could not be made; verify: an acknowledged answer no longer holds.</summary>
    public const int NotTrue = 1;

    /// <summary>An answer came that a correct server does not give, or a promise was seen broken.</summary>
    public const int Unexpected = 2;

    /// <summary>Buyers gave up or were still under way at the end; verify: something could not be asked.</summary>
    public const int Unfinished = 3;

    /// <summary>It could not begin: no server, a wrong operator key, nothing on sale.</summary>
    public const int NotStarted = 4;

    /// <summary>Wrong usage.</summary>
    public const int Usage = 64;

    /// <summary>Ended by Ctrl-C; the report has been printed.</summary>
    public const int Interrupted = 130;

    /// <summary>The table for --help.</summary>
    public const string Help = """
        Exit codes:
          0    everything sold as it must be: clean audit, nothing unexpected
          1    the audit found violations or could not be made (verify: an acknowledged answer is gone)
          2    an unexpected answer came, a promise was broken, or a connection was lost
          3    buyers gave up or had not finished in time (verify: something could not be asked)
          4    it could not begin: no server, wrong operator key, nothing on sale, ledger not readable
          64   wrong usage
          130  ended with Ctrl-C, after the report
        """;
}

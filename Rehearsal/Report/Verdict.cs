using Ticketing.Rehearsal.Cli;
using Ticketing.Rehearsal.Journey;

namespace Ticketing.Rehearsal.Report;

/// <summary>Decides what a rehearsal returns.</summary>
internal static class Verdict
{
    /// <summary>The exit code: the worst finding first.</summary>
    /// <param name="record">What has happened.</param>
    /// <param name="audit">What the audit said.</param>
    /// <param name="expectRestarts">Whether lost connections are part of the rehearsal.</param>
    /// <param name="interrupted">Whether an operator ended it.</param>
    public static int Of(RunRecord record, AuditReport audit, bool expectRestarts, bool interrupted)
    {
        if (audit is not { Made: true, Ok: true })
        {
            return ExitCodes.NotTrue;
        }
        if (record.Unexpected.Count > 0 || record.Broken.Count > 0)
        {
            return ExitCodes.Unexpected;
        }
        if (record.ConnectionsLost > 0 && !expectRestarts)
        {
            return ExitCodes.Unexpected;
        }
        if (interrupted)
        {
            return ExitCodes.Interrupted;
        }
        return record.People(Phase.GaveUp) + record.People(Phase.Unfinished) > 0
            ? ExitCodes.Unfinished
            : ExitCodes.Clean;
    }
}

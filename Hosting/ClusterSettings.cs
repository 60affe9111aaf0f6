using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;
using Ticketing.Storage;

namespace Ticketing.Hosting;

/// <summary>Which parts of the system run in the process <c>WebFrontend</c>.</summary>
public enum ClusterRole
{
    /// <summary>The only process: front end and silo, with the store to itself.</summary>
    Single = 1,

    /// <summary>Front end and silo, one of a cluster's members.</summary>
    Node = 2,

    /// <summary>A front end alone: a client of the cluster's silos.</summary>
    Client = 3,
}

/// <summary>What writes the grain states.</summary>
public enum StorageProvider
{
    /// <summary>Orleans' own ADO.NET storage: each write is a transaction. In a cluster only.</summary>
    AdoNet = 1,

    /// <summary>This project's storage: the writes that wait share a transaction.</summary>
    GroupCommit = 2,
}

/// <summary>
/// Settings of a process of a cluster, from the section <c>Cluster</c>. All processes of one cluster share
/// <see cref="Id"/>, <see cref="ServiceId"/> and the database.
/// </summary>
public sealed class ClusterSettings : IValidatableObject
{
    /// <summary>Where the settings stand.</summary>
    public const string Section = "Cluster";

    /// <summary>Short forms of these settings on the command line.</summary>
    public static IDictionary<string, string> Switches { get; } =
        new Dictionary<string, string>
        {
            ["--silo-port"] = $"{Section}:{nameof(SiloPort)}",
            ["--gateway-port"] = $"{Section}:{nameof(GatewayPort)}",
            ["--address"] = $"{Section}:{nameof(AdvertisedAddress)}",
            ["--cluster-id"] = $"{Section}:{nameof(Id)}",
        };

    /// <summary>
    /// Which parts of the system run in the process <c>WebFrontend</c>. The program <c>Silo</c> is a silo of a cluster
    /// whatever this says.
    /// </summary>
    public ClusterRole Role { get; set; } = ClusterRole.Single;

    /// <summary>Which cluster; processes of different ones do not see each other. 1 to 100 characters.</summary>
    [Required, StringLength(100)]
    public string Id { get; set; } = "ticketing";

    /// <summary>Whose grains; stays the same as long as the database does. 1 to 100 characters.</summary>
    [Required, StringLength(100)]
    public string ServiceId { get; set; } = "ticketing";

    /// <summary>Where other silos reach this one, 1 to 65,535.</summary>
    [Range(1, 65_535)]
    public int SiloPort { get; set; } = 11_111;

    /// <summary>Where front ends reach this silo, 1 to 65,535.</summary>
    [Range(1, 65_535)]
    public int GatewayPort { get; set; } = 30_000;

    /// <summary>
    /// The IP address that others reach this silo at. Loopback unless set: a cluster on several machines must name it.
    /// </summary>
    public string AdvertisedAddress { get; set; } = "127.0.0.1";

    /// <summary>Whether to listen on every address of the machine, not only on the advertised one.</summary>
    public bool ListenOnAnyAddress { get; set; }

    /// <summary>How often a silo probes its neighbours, in seconds, 1 to 60.</summary>
    [Range(1, 60)]
    public int ProbeSeconds { get; set; } = 1;

    /// <summary>After how many probes in a row without an answer a silo is suspected, 1 to 10.</summary>
    [Range(1, 10)]
    public int MissedProbes { get; set; } = 2;

    /// <summary>How many silos must suspect one before it is declared dead, 1 to 10.</summary>
    [Range(1, 10)]
    public int DeathVotes { get; set; } = 1;

    /// <summary>How long a call between processes may take, in seconds, 1 to 120.</summary>
    [Range(1, 120)]
    public int CallTimeoutSeconds { get; set; } = 10;

    /// <summary>How many connections one silo's ADO.NET storage and reminders may use at once, 2 to 500.</summary>
    [Range(2, 500)]
    public int MaxConnections { get; set; } = 24;

    internal TimeSpan CallTimeout => TimeSpan.FromSeconds(CallTimeoutSeconds);

    // A process that pauses for a shorter time misses fewer probes than declare it dead.
    internal TimeSpan ShortestFatalPause => TimeSpan.FromSeconds(ProbeSeconds * MissedProbes);

    internal void Name(ClusterOptions options)
    {
        options.ClusterId = Id;
        options.ServiceId = ServiceId;
    }

    internal void DetectFailures(ClusterMembershipOptions options)
    {
        options.ProbeTimeout = TimeSpan.FromSeconds(ProbeSeconds);
        options.NumMissedProbesLimit = MissedProbes;
        options.NumVotesForDeathDeclaration = DeathVotes;
        // Orleans raises the time-out of probes as it learns how long answers take. The limit keeps two probes and the pause
        // between them below five seconds.
        options.MaxProbeTimeout = TimeSpan.FromSeconds(ProbeSeconds * 1.5);
        options.TableRefreshTimeout = TimeSpan.FromSeconds(10);
        options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
    }

    /// <summary>
    /// Refuses a port that another process listens on. Orleans would share the port, and would declare the other process
    /// dead, because it takes it for an earlier run of this one.
    /// </summary>
    /// <exception cref="StorageStartException">Another process listens on one of the ports.</exception>
    internal void RequireFreePorts()
    {
        foreach (
            var (setting, port) in new[] { (nameof(SiloPort), SiloPort), (nameof(GatewayPort), GatewayPort) }
        )
        {
            var address = ListenOnAnyAddress ? IPAddress.Any : IPAddress.Parse(AdvertisedAddress);
            using var listener = new TcpListener(address, port);
            try
            {
                listener.Start();
            }
            catch (SocketException exception)
            {
                throw new StorageStartException(
                    $"{Section}:{setting} is {port}, and {address}:{port} cannot be listened at: {exception.Message}. "
                        + $"Choose another port, or correct {Section}:{nameof(AdvertisedAddress)}.",
                    exception
                );
            }
        }
    }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IPAddress.TryParse(AdvertisedAddress, out var address))
        {
            yield return Problem(nameof(AdvertisedAddress), AdvertisedAddress, "it must be an IP address");
        }
        else if (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
        {
            yield return Problem(nameof(AdvertisedAddress), AdvertisedAddress, "others cannot reach that");
        }

        if (SiloPort == GatewayPort)
        {
            yield return Problem(nameof(GatewayPort), GatewayPort, "it must not be the silo port");
        }
    }

    private static ValidationResult Problem(string setting, object value, string demand) =>
        new($"{Section}:{setting} is {value}; {demand}.", [setting]);
}

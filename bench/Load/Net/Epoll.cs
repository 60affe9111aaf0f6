using System.Runtime.InteropServices;

namespace Ticketing.Bench.Load.Net;

/// <summary>
/// The few calls of the Linux kernel that the load client makes. It goes past the framework's sockets because their
/// thread pool hops cost more than the requests they carry, and what the client uses is taken from the server it measures.
/// </summary>
internal static unsafe partial class Epoll
{
    /// <summary>The descriptor can be read, or the other side has gone.</summary>
    public const uint Readable = 1;

    /// <summary>The call would have had to wait.</summary>
    public const int WouldBlock = 11;

    private const int Add = 1;

    /// <summary>x64 packs the event structure, other architectures align it.</summary>
    private static readonly bool Packed = RuntimeInformation.ProcessArchitecture == Architecture.X64;

    /// <summary>Bytes of one event.</summary>
    public static int EventSize => Packed ? 12 : 16;

    /// <summary>Makes an epoll descriptor.</summary>
    public static int Create() => Check(EpollCreate(0));

    /// <summary>Watches a descriptor for input, with a number that comes back with each event.</summary>
    public static void Watch(int epoll, int descriptor, int number)
    {
        var one = stackalloc byte[16];
        *(uint*)one = Readable;
        *(long*)(one + (Packed ? 4 : 8)) = number;
        Check(EpollControl(epoll, Add, descriptor, one));
    }

    /// <summary>Waits for events.</summary>
    /// <param name="epoll">The epoll descriptor.</param>
    /// <param name="events">Room for <paramref name="most"/> events.</param>
    /// <param name="most">How many events at most.</param>
    /// <param name="milliseconds">How long at most; 0: do not wait.</param>
    /// <returns>How many there are.</returns>
    public static int Wait(int epoll, byte* events, int most, int milliseconds)
    {
        var count = EpollWait(epoll, events, most, milliseconds);
        // A signal (a profiler's, a debugger's) interrupts the wait; that is no failure.
        return count < 0 && Marshal.GetLastPInvokeError() == 4 ? 0 : Check(count);
    }

    /// <summary>The number that the event at an index carries.</summary>
    public static int NumberOf(byte* events, int index) =>
        (int)*(long*)(events + (index * EventSize) + (Packed ? 4 : 8));

    /// <summary>Sends; the number of bytes taken, below zero on failure.</summary>
    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    public static partial nint Send(int descriptor, byte* bytes, nint length, int flags);

    /// <summary>Receives; zero when the other side has closed, below zero on failure.</summary>
    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    public static partial nint Receive(int descriptor, byte* bytes, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    private static partial int EpollCreate(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static partial int EpollControl(int epoll, int operation, int descriptor, byte* one);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    private static partial int EpollWait(int epoll, byte* events, int most, int milliseconds);

    private static int Check(int result) =>
        result >= 0
            ? result
            : throw new InvalidOperationException($"epoll failed: {Marshal.GetLastPInvokeError()}");
}

// Asks the library github.com/gaissmai/bart what AddressRounds asks, of the same prefixes.
// deploy/bench/addresses builds and runs it: lookups FOLDER lite|table THREADS ROUNDS
package main

import (
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"runtime"
	"sort"
	"strconv"
	"sync"
	"time"

	"github.com/gaissmai/bart"
)

func main() {
	folder, kind := os.Args[1], os.Args[2]
	threads, rounds := number(os.Args[3]), number(os.Args[4])
	prefixes := read(folder, "prefixes")
	before := heap()
	var ask func([]netip.Addr) int
	if kind == "lite" {
		ask = lite(prefixes)
	} else {
		ask = table(prefixes)
	}
	fmt.Printf("%s: %.1f bytes a prefix\n", kind, float64(heap()-before)/float64(len(prefixes)/17))
	asked := map[string][]netip.Addr{}
	took := map[string][]float64{}
	names := []string{"zipf", "uniform", "hits"}
	for _, name := range names {
		raw := read(folder, name)
		for at := 0; at < len(raw); at += 16 {
			asked[name] = append(asked[name], address(raw[at:]))
		}
	}
	for round := -3; round < rounds; round++ {
		for _, name := range names {
			one := measured(threads, ask, asked[name])
			if round >= 0 {
				took[name] = append(took[name], one)
			}
		}
	}
	for _, name := range names {
		sort.Float64s(took[name])
		fmt.Printf("%-14s best %7.1f ns, median %7.1f, found %d of %d\n", name+" "+kind,
			took[name][0], took[name][rounds/2], ask(asked[name]), len(asked[name]))
	}
	runtime.KeepAlive(prefixes)
}

func lite(prefixes []byte) func([]netip.Addr) int {
	set := new(bart.Lite)
	for at := 0; at < len(prefixes); at += 17 {
		set.Insert(netip.PrefixFrom(address(prefixes[at:]), int(prefixes[at+16])))
	}
	return func(asked []netip.Addr) int {
		found := 0
		for _, one := range asked {
			if set.Contains(one) {
				found++
			}
		}
		return found
	}
}

func table(prefixes []byte) func([]netip.Addr) int {
	numbers := new(bart.Table[uint32])
	for at := 0; at < len(prefixes); at += 17 {
		numbers.Insert(netip.PrefixFrom(address(prefixes[at:]), int(prefixes[at+16])), uint32(at/17))
	}
	return func(asked []netip.Addr) int {
		found := 0
		for _, one := range asked {
			if _, ok := numbers.Lookup(one); ok {
				found++
			}
		}
		return found
	}
}

// measured is nanoseconds for one look-up of a thread.
func measured(threads int, ask func([]netip.Addr) int, asked []netip.Addr) float64 {
	var all sync.WaitGroup
	begun := time.Now()
	for i := 0; i < threads; i++ {
		all.Add(1)
		go func() {
			ask(asked)
			all.Done()
		}()
	}
	all.Wait()
	return float64(time.Since(begun).Nanoseconds()) / float64(len(asked))
}

func address(raw []byte) netip.Addr {
	return netip.AddrFrom16([16]byte(raw[:16])).Unmap()
}

func read(folder, name string) []byte {
	raw, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		panic(err)
	}
	return raw
}

func number(text string) int {
	value, err := strconv.Atoi(text)
	if err != nil {
		panic(err)
	}
	return value
}

// heap is what is in use; what is in a pool is given up by the second collection.
func heap() uint64 {
	var memory runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&memory)
	return memory.HeapAlloc
}

/**
 * Loads all nodes and credentials of an unpacked package as n8n does, in a process of its own, and prints what that
 * took: `node --expose-gc bench/n8n/loadPackage.mts <folder>`.
 */
import 'reflect-metadata';
import { PackageDirectoryLoader } from 'n8n-core';

const MEGABYTE = 1024 * 1024;
const resident = () => {
	globalThis.gc!();
	return process.memoryUsage().rss / MEGABYTE;
};

const before = resident();
const started = performance.now();
const loader = new PackageDirectoryLoader(process.argv[2]!);
await loader.loadAll();
const ms = performance.now() - started;
const types = Object.keys(loader.nodeTypes).length + Object.keys(loader.credentialTypes).length;
console.log(JSON.stringify({ ms, megabytes: resident() - before, types }));

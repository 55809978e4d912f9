ALTER TABLE "deliveries" DROP CONSTRAINT "deliveries_batch_of_campaign_fk";--> statement-breakpoint
ALTER TABLE "delivery_batches" DROP CONSTRAINT "delivery_batches_of_campaign";--> statement-breakpoint
DROP INDEX "delivery_batches_by_campaign";--> statement-breakpoint
ALTER TABLE "delivery_batches" ADD CONSTRAINT "delivery_batches_of_campaign" UNIQUE("campaign_id","id");--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_batch_of_campaign_fk" FOREIGN KEY ("batch_id","campaign_id") REFERENCES "delivery_batches"("id","campaign_id") ON DELETE cascade ON UPDATE no action;
